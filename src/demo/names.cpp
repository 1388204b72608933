#include "demo/names.hpp"

#include <array>

namespace tsuzuku::demo {
namespace {

constexpr std::array kFamilyNames{
    FamilyName{"佐藤", "サトウ", "sato", 183},
    FamilyName{"鈴木", "スズキ", "suzuki", 175},
    FamilyName{"高橋", "タカハシ", "takahashi", 138},
    FamilyName{"田中", "タナカ", "tanaka", 131},
    FamilyName{"伊藤", "イトウ", "ito", 105},
    FamilyName{"渡辺", "ワタナベ", "watanabe", 104},
    FamilyName{"山本", "ヤマモト", "yamamoto", 103},
    FamilyName{"中村", "ナカムラ", "nakamura", 102},
    FamilyName{"小林", "コバヤシ", "kobayashi", 101},
    FamilyName{"加藤", "カトウ", "kato", 87},
    FamilyName{"吉田", "ヨシダ", "yoshida", 81},
    FamilyName{"山田", "ヤマダ", "yamada", 80},
    FamilyName{"佐々木", "ササキ", "sasaki", 66},
    FamilyName{"山口", "ヤマグチ", "yamaguchi", 63},
    FamilyName{"松本", "マツモト", "matsumoto", 61},
    FamilyName{"井上", "イノウエ", "inoue", 60},
    FamilyName{"木村", "キムラ", "kimura", 56},
    FamilyName{"林", "ハヤシ", "hayashi", 53},
    FamilyName{"斎藤", "サイトウ", "saito", 53},
    FamilyName{"清水", "シミズ", "shimizu", 52},
    FamilyName{"山崎", "ヤマザキ", "yamazaki", 48},
    FamilyName{"森", "モリ", "mori", 46},
    FamilyName{"池田", "イケダ", "ikeda", 44},
    FamilyName{"橋本", "ハシモト", "hashimoto", 44},
    FamilyName{"阿部", "アベ", "abe", 44},
    FamilyName{"石川", "イシカワ", "ishikawa", 42},
    FamilyName{"山下", "ヤマシタ", "yamashita", 41},
    FamilyName{"中島", "ナカジマ", "nakajima", 40},
    FamilyName{"石井", "イシイ", "ishii", 39},
    FamilyName{"小川", "オガワ", "ogawa", 38},
    FamilyName{"前田", "マエダ", "maeda", 37},
    FamilyName{"岡田", "オカダ", "okada", 37},
    FamilyName{"長谷川", "ハセガワ", "hasegawa", 37},
    FamilyName{"藤田", "フジタ", "fujita", 36},
    FamilyName{"後藤", "ゴトウ", "goto", 36},
    FamilyName{"近藤", "コンドウ", "kondo", 36},
    FamilyName{"村上", "ムラカミ", "murakami", 35},
    FamilyName{"遠藤", "エンドウ", "endo", 33},
    FamilyName{"青木", "アオキ", "aoki", 33},
    FamilyName{"坂本", "サカモト", "sakamoto", 32},
    FamilyName{"福田", "フクダ", "fukuda", 30},
    FamilyName{"太田", "オオタ", "ota", 30},
    FamilyName{"西村", "ニシムラ", "nishimura", 30},
    FamilyName{"藤井", "フジイ", "fujii", 29},
    FamilyName{"岡本", "オカモト", "okamoto", 29},
    FamilyName{"藤原", "フジワラ", "fujiwara", 29},
    FamilyName{"三浦", "ミウラ", "miura", 29},
    FamilyName{"髙木", "タカギ", "takagi", 28},
    FamilyName{"中野", "ナカノ", "nakano", 28},
    FamilyName{"原田", "ハラダ", "harada", 27},
};

constexpr std::array kWomen{
    GivenName{"陽子", "ヨウコ", 10},  GivenName{"恵子", "ケイコ", 10},  GivenName{"裕子", "ユウコ", 9},
    GivenName{"由美子", "ユミコ", 9}, GivenName{"久美子", "クミコ", 8}, GivenName{"幸子", "サチコ", 8},
    GivenName{"和子", "カズコ", 8},   GivenName{"洋子", "ヨウコ", 8},   GivenName{"智子", "トモコ", 8},
    GivenName{"真由美", "マユミ", 8}, GivenName{"明美", "アケミ", 7},   GivenName{"美香", "ミカ", 7},
    GivenName{"直美", "ナオミ", 7},   GivenName{"香織", "カオリ", 7},   GivenName{"純子", "ジュンコ", 6},
    GivenName{"愛", "アイ", 6},       GivenName{"美穂", "ミホ", 6},     GivenName{"麻衣", "マイ", 6},
    GivenName{"千春", "チハル", 5},   GivenName{"さくら", "サクラ", 5}, GivenName{"彩", "アヤ", 5},
    GivenName{"葵", "アオイ", 4},     GivenName{"美咲", "ミサキ", 4},   GivenName{"千代子", "チヨコ", 4},
};

constexpr std::array kMen{
    GivenName{"誠", "マコト", 10},    GivenName{"隆", "タカシ", 9},     GivenName{"浩", "ヒロシ", 9},
    GivenName{"健一", "ケンイチ", 8}, GivenName{"和彦", "カズヒコ", 8}, GivenName{"大輔", "ダイスケ", 7},
    GivenName{"直樹", "ナオキ", 7},   GivenName{"哲也", "テツヤ", 6},   GivenName{"翔太", "ショウタ", 5},
    GivenName{"拓也", "タクヤ", 5},   GivenName{"正", "タダシ", 5},     GivenName{"悠斗", "ユウト", 3},
};

constexpr std::array kPrefectures{
    Prefecture{"北海道", "札幌市中央区", "060", 51, true},
    Prefecture{"青森県", "青森市", "030", 12, false},
    Prefecture{"岩手県", "盛岡市", "020", 12, false},
    Prefecture{"宮城県", "仙台市青葉区", "980", 23, false},
    Prefecture{"秋田県", "秋田市", "010", 9, false},
    Prefecture{"山形県", "山形市", "990", 10, false},
    Prefecture{"福島県", "福島市", "960", 18, false},
    Prefecture{"茨城県", "水戸市", "310", 28, false},
    Prefecture{"栃木県", "宇都宮市", "320", 19, false},
    Prefecture{"群馬県", "前橋市", "371", 19, false},
    Prefecture{"埼玉県", "さいたま市浦和区", "330", 73, false},
    Prefecture{"千葉県", "千葉市中央区", "260", 63, false},
    Prefecture{"東京都", "新宿区", "160", 141, false},
    Prefecture{"神奈川県", "横浜市中区", "231", 92, false},
    Prefecture{"新潟県", "新潟市中央区", "950", 21, false},
    Prefecture{"富山県", "富山市", "930", 10, false},
    Prefecture{"石川県", "金沢市", "920", 11, false},
    Prefecture{"福井県", "福井市", "910", 7, false},
    Prefecture{"山梨県", "甲府市", "400", 8, false},
    Prefecture{"長野県", "長野市", "380", 20, false},
    Prefecture{"岐阜県", "岐阜市", "500", 19, false},
    Prefecture{"静岡県", "静岡市葵区", "420", 35, false},
    Prefecture{"愛知県", "名古屋市中区", "460", 75, false},
    Prefecture{"三重県", "津市", "514", 17, false},
    Prefecture{"滋賀県", "大津市", "520", 14, false},
    Prefecture{"京都府", "京都市中京区", "604", 25, false},
    Prefecture{"大阪府", "大阪市北区", "530", 88, false},
    Prefecture{"兵庫県", "神戸市中央区", "650", 54, false},
    Prefecture{"奈良県", "奈良市", "630", 13, false},
    Prefecture{"和歌山県", "和歌山市", "640", 9, false},
    Prefecture{"鳥取県", "鳥取市", "680", 5, false},
    Prefecture{"島根県", "松江市", "690", 7, false},
    Prefecture{"岡山県", "岡山市北区", "700", 18, false},
    Prefecture{"広島県", "広島市中区", "730", 27, false},
    Prefecture{"山口県", "山口市", "753", 13, true},
    Prefecture{"徳島県", "徳島市", "770", 7, false},
    Prefecture{"香川県", "高松市", "760", 9, false},
    Prefecture{"愛媛県", "松山市", "790", 13, true},
    Prefecture{"高知県", "高知市", "780", 7, true},
    Prefecture{"福岡県", "福岡市中央区", "810", 51, true},
    Prefecture{"佐賀県", "佐賀市", "840", 8, true},
    Prefecture{"長崎県", "長崎市", "850", 13, true},
    Prefecture{"熊本県", "熊本市中央区", "860", 17, true},
    Prefecture{"大分県", "大分市", "870", 11, true},
    Prefecture{"宮崎県", "宮崎市", "880", 10, true},
    Prefecture{"鹿児島県", "鹿児島市", "890", 15, true},
    Prefecture{"沖縄県", "那覇市", "900", 15, true},
};
static_assert(kPrefectures.size() == 47);

}  // namespace

std::span<const FamilyName> family_names() { return kFamilyNames; }
std::span<const GivenName> women_names() { return kWomen; }
std::span<const GivenName> men_names() { return kMen; }
std::span<const Prefecture> prefectures() { return kPrefectures; }

}  // namespace tsuzuku::demo
