#include "bench/mail/newsletter.hpp"

#include <fmt/format.h>

namespace tsuzuku::bench {

channels::Content newsletter() {
  channels::Content content{
      .subject = "{{customer.last_name | 'お客'}}様、そろそろお茶がなくなる頃です", .text = {}, .html = {}};
  content.text =
      "{{customer.last_name | 'お客'}} {{customer.first_name | ''}} 様\n\n前回のお届けから{{last_order.days_ago | "
      "'30'}}日が過ぎました。\n";
  content.html =
      "<!doctype html><html lang=\"ja\"><head><title>つづく園</title><style>td{padding:8px}</style></head><body>"
      "<p>{{customer.last_name | 'お客'}} {{customer.first_name | ''}} 様</p>"
      "{{#if stage >= "
      "3}}<p>いつもありがとうございます。</p>{{else}}<p>初めてのお茶はいかがでしたか。</p>{{/if}}<table>";
  for (int product = 0; product < 14; ++product) {
    content.text +=
        fmt::format("・煎茶{} https://shop.example/products/{}?c={{{{customer.number}}}}\n", product, product);
    content.html += fmt::format(
        "<tr><td align=\"center\" style=\"font-family:'Hiragino Sans','Yu Gothic UI',Meiryo,sans-serif;font-size:16px;"
        "line-height:24px;color:#333333;background-color:#ffffff\"><a href=\"https://shop.example/products/{}?c={{{{"
        "customer.number}}}}&amp;utm_source=mail\" style=\"color:#1a7f37;text-decoration:none\"><img "
        "src=\"https://shop.example/"
        "images/{}.jpg\" alt=\"煎茶{}\" width=\"560\" style=\"display:block;border:0;outline:none\"></a>"
        "<p style=\"margin:0 0 "
        "16px\">香りの高い一番茶を、摘んだその日に蒸しました。水出しでもおいしくお召し上がりいただけます。"
        "{{{{customer.last_name | 'お客'}}}}様には、次の定期便でもう一袋お試しいただけます。</p></td></tr>\n",
        product, product, product);
  }
  content.text += "\n{{sender.name}} {{sender.postal_address}} {{sender.contact}}\n配信停止 {{unsubscribe_url}}\n";
  content.html +=
      "</table><p>{{sender.name}}<br>{{sender.postal_address}}<br>{{sender.contact}}</p>"
      "<p><a href=\"{{unsubscribe_url}}\">配信停止</a> <a "
      "href=\"{{preferences_url}}\">配信の設定</a></p></body></html>";
  return content;
}

}  // namespace tsuzuku::bench
