"""What the money of the world is called: words, codes and signs, for the patterns of amounts."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _with_plurals(text: str) -> frozenset[str]:
    words = _words(text)
    return words | {f"{word}s" for word in words}


#: Words that behind a number are always money.
PLAIN = _with_plurals(
    "afghani ariary austral baht balboa birr bitcoin bolívar bolivar bolívares bolivares boliviano "
    "cedi cent centavo centime córdoba cordoba dalasi denar denari deutschmark dinar dirham dollar "
    "drachma escudo euro forint franc gourde groszy guaraní guarani guaraníes guilder hryvnia "
    "hryvnya hryvni karbovanets kopeck kopek koruna koruny kroon krona krone kroner kronor kronur "
    "kuna kwacha kwanza kyat lari lempira leone leva lilangeni emalangeni lira lire lita loti "
    "maloti manat metical meticais meticals naira nakfa ngultrum ouguiya paanga pa'anga "
    "pa\u2019anga paise pataca pence peseta peso pfennig pound pula quetzal quetzales rand reais "
    "renminbi rial riel ringgit riyal rouble ruble rufiyaa rupee rupiah schilling shekel shilling "
    "soles somoni taka tenge tögrög togrog tugrik vatu yen yuan zloty zlotys złoty zlotych "
    "złotych złote"
)
#: Words that are money behind a large number or the adjective of a country, and else often are not.
DOUBTFUL = _with_plurals(
    "colon colón colones crown dong dram florin kina kip lat lek lei leu lev mark marka peng\u0151 "
    "punt real som so'm so\u2019m soum sum tala tolar won"
)
#: Codes and signs of letters before a number, without those that are words: "TOP 10", "COP 26".
BEFORE = _words(
    "AED AFN AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTC BTN BWP "
    "BYN BZD CAD CDF CHF CLP CNY CRC CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GHS GIP "
    "GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW "
    "KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MDL MGA MKD MMK MNT MRU MUR MVR MWK MXN MYR MZN NAD "
    "NGN NIO NOK NPR NZD OMR PGK PHP PKR PLN PYG QAR RMB RON RSD RUB RWF SAR SBD SCR SDG SEK SGD "
    "SHP SLE SOS SRD SSP STN SYP SZL THB TJS TMT TND TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV "
    "WST XAF XCD XOF XPF YER ZAR ZMW ZWL "
    "KSh Ksh USh Ush TSh Tsh Sh Rs Rs. Rp Rp. Tk RM Bs Bs. S/ S/. GH¢ GH₵ kr kr. Kč zł "
    "US$ AU$ CA$ A$ C$ NZ$ HK$ R$ S$ NT$ MX$"
)
#: Signs of letters behind a number.
BEHIND = _words("Kč kr zł Ft \u0434\u0438\u043d \u0440\u0443\u0431 \u043b\u0432")
