namespace RtmPipeline.Posts.Text;

/// <summary>
/// Top-level domains, lower case, separated by spaces.
/// The ones in use are the last labels of the ICANN section of the Public Suffix List (Mozilla, publicsuffix.org), which follows the root zone of IANA.
/// </summary>
internal static class TopLevelDomains
{
    /// <summary>Top-level domains in use that are written in ASCII.</summary>
    public const string Ascii =
        "aaa aarp abarth abb abbott abbvie abc able abogado abudhabi ac academy accenture accountant accountants aco actor ad ads adult ae aeg " +
        "aero aetna af afl africa ag agakhan agency ai aig airbus airforce airtel akdn al alfaromeo alibaba alipay allfinanz allstate ally " +
        "alsace alstom am amazon americanexpress americanfamily amex amfam amica amsterdam analytics android anquan anz ao aol apartments app " +
        "apple aq aquarelle ar arab aramco archi army arpa art arte as asda asia associates at athleta attorney au auction audi audible audio " +
        "auspost author auto autos avianca aw aws ax axa az azure ba baby baidu banamex bananarepublic band bank bar barcelona barclaycard " +
        "barclays barefoot bargains baseball basketball bauhaus bayern bb bbc bbt bbva bcg bcn bd be beats beauty beer bentley berlin best " +
        "bestbuy bet bf bg bh bharti bi bible bid bike bing bingo bio biz bj black blackfriday blockbuster blog bloomberg blue bm bms bmw bn " +
        "bnpparibas bo boats boehringer bofa bom bond boo book booking bosch bostik boston bot boutique box br bradesco bridgestone broadway " +
        "broker brother brussels bs bt build builders business buy buzz bv bw by bz bzh ca cab cafe cal call calvinklein cam camera camp canon " +
        "capetown capital capitalone car caravan cards care career careers cars casa case cash casino cat catering catholic cba cbn cbre cbs cc " +
        "cd center ceo cern cf cfa cfd cg ch chanel channel charity chase chat cheap chintai christmas chrome church ci cipriani circle cisco " +
        "citadel citi citic city cityeats ck cl claims cleaning click clinic clinique clothing cloud club clubmed cm cn co coach codes coffee " +
        "college cologne com comcast commbank community company compare computer comsec condos construction consulting contact contractors " +
        "cooking cookingchannel cool coop corsica country coupon coupons courses cpa cr credit creditcard creditunion cricket crown crs cruise " +
        "cruises cu cuisinella cv cw cx cy cymru cyou cz dabur dad dance data date dating datsun day dclk dds de deal dealer deals degree " +
        "delivery dell deloitte delta democrat dental dentist desi design dev dhl diamonds diet digital direct directory discount discover dish " +
        "diy dj dk dm dnp do docs doctor dog domains dot download drive dtv dubai dunlop dupont durban dvag dvr dz earth eat ec eco edeka edu " +
        "education ee eg email emerck energy engineer engineering enterprises epson equipment er ericsson erni es esq estate et etisalat eu " +
        "eurovision eus events exchange expert exposed express extraspace fage fail fairwinds faith family fan fans farm farmers fashion fast " +
        "fedex feedback ferrari ferrero fi fiat fidelity fido film final finance financial fire firestone firmdale fish fishing fit fitness fj " +
        "fk flickr flights flir florist flowers fly fm fo foo food foodnetwork football ford forex forsale forum foundation fox fr free " +
        "fresenius frl frogans frontdoor frontier ftr fujitsu fun fund furniture futbol fyi ga gal gallery gallo gallup game games gap garden " +
        "gay gb gbiz gd gdn ge gea gent genting george gf gg ggee gh gi gift gifts gives giving gl glass gle global globo gm gmail gmbh gmo gmx " +
        "gn godaddy gold goldpoint golf goo goodyear goog google gop got gov gp gq gr grainger graphics gratis green gripe grocery group gs gt " +
        "gu guardian gucci guge guide guitars guru gw gy hair hamburg hangout haus hbo hdfc hdfcbank health healthcare help helsinki here hermes " +
        "hgtv hiphop hisamitsu hitachi hiv hk hkt hm hn hockey holdings holiday homedepot homegoods homes homesense honda horse hospital host " +
        "hosting hot hoteles hotels hotmail house how hr hsbc ht hu hughes hyatt hyundai ibm icbc ice icu id ie ieee ifm ikano il im imamat imdb " +
        "immo immobilien in inc industries infiniti info ing ink institute insurance insure int international intuit investments io ipiranga iq " +
        "ir irish is ismaili ist istanbul it itau itv jaguar java jcb je jeep jetzt jewelry jio jll jm jmp jnj jo jobs joburg jot joy jp " +
        "jpmorgan jprs juegos juniper kaufen kddi ke kerryhotels kerrylogistics kerryproperties kfh kg kh ki kia kids kim kinder kindle kitchen " +
        "kiwi km kn koeln komatsu kosher kp kpmg kpn kr krd kred kuokgroup kw ky kyoto kz la lacaixa lamborghini lamer lancaster lancia land " +
        "landrover lanxess lasalle lat latino latrobe law lawyer lb lc lds lease leclerc lefrak legal lego lexus lgbt li lidl life lifeinsurance " +
        "lifestyle lighting like lilly limited limo lincoln linde link lipsy live living lk llc llp loan loans locker locus lol london lotte " +
        "lotto love lpl lplfinancial lr ls lt ltd ltda lu lundbeck luxe luxury lv ly ma macys madrid maif maison makeup man management mango map " +
        "market marketing markets marriott marshalls maserati mattel mba mc mckinsey md me med media meet melbourne meme memorial men menu " +
        "merckmsd mg mh miami microsoft mil mini mint mit mitsubishi mk ml mlb mls mm mma mn mo mobi mobile moda moe moi mom monash money " +
        "monster mormon mortgage moscow moto motorcycles mov movie mp mq mr ms msd mt mtn mtr mu museum music mutual mv mw mx my mz na nab " +
        "nagoya name natura navy nba nc ne nec net netbank netflix network neustar new news next nextdirect nexus nf nfl ng ngo nhk ni nico nike " +
        "nikon ninja nissan nissay nl no nokia northwesternmutual norton now nowruz nowtv np nr nra nrw ntt nu nyc nz obi observer office " +
        "okinawa olayan olayangroup oldnavy ollo om omega one ong onion onl online ooo open oracle orange org organic origins osaka otsuka ott " +
        "ovh pa page panasonic paris pars partners parts party passagens pay pccw pe pet pf pfizer pg ph pharmacy phd philips phone photo " +
        "photography photos physio pics pictet pictures pid pin ping pink pioneer pizza pk pl place play playstation plumbing plus pm pn pnc " +
        "pohl poker politie porn post pr pramerica praxi press prime pro prod productions prof progressive promo properties property protection " +
        "pru prudential ps pt pub pw pwc py qa qpon quebec quest racing radio re read realestate realtor realty recipes red redstone redumbrella " +
        "rehab reise reisen reit reliance ren rent rentals repair report republican rest restaurant review reviews rexroth rich richardli ricoh " +
        "ril rio rip ro rocher rocks rodeo rogers room rs rsvp ru rugby ruhr run rw rwe ryukyu sa saarland safe safety sakura sale salon " +
        "samsclub samsung sandvik sandvikcoromant sanofi sap sarl sas save saxo sb sbi sbs sc sca scb schaeffler schmidt scholarships school " +
        "schule schwarz science scot sd se search seat secure security seek select sener services seven sew sex sexy sfr sg sh shangrila sharp " +
        "shaw shell shia shiksha shoes shop shopping shouji show showtime si silk sina singles site sj sk ski skin sky skype sl sling sm smart " +
        "smile sn sncf so soccer social softbank software sohu solar solutions song sony soy spa space sport spot sr srl ss st stada staples " +
        "star statebank statefarm stc stcgroup stockholm storage store stream studio study style su sucks supplies supply support surf surgery " +
        "suzuki sv swatch swiss sx sy sydney systems sz tab taipei talk taobao target tatamotors tatar tattoo tax taxi tc tci td tdk team tech " +
        "technology tel temasek tennis teva tf tg th thd theater theatre tiaa tickets tienda tiffany tips tires tirol tj tjmaxx tjx tk tkmaxx tl " +
        "tm tmall tn to today tokyo tools top toray toshiba total tours town toyota toys tr trade trading training travel travelchannel " +
        "travelers travelersinsurance trust trv tt tube tui tunes tushu tv tvs tw tz ua ubank ubs ug uk unicom university uno uol ups us uy uz " +
        "va vacations vana vanguard vc ve vegas ventures verisign versicherung vet vg vi viajes video vig viking villas vin vip virgin visa " +
        "vision viva vivo vlaanderen vn vodka volkswagen volvo vote voting voto voyage vu vuelos wales walmart walter wang wanggou watch watches " +
        "weather weatherchannel webcam weber website wedding weibo weir wf whoswho wien wiki williamhill win windows wine winners wme " +
        "wolterskluwer woodside work works world wow ws wtc wtf xbox xerox xfinity xihuan xin xxx xyz yachts yahoo yamaxun yandex ye yodobashi " +
        "yoga yokohama you youtube yt yun za zappos zara zero zip zm zone zuerich zw ";

    /// <summary>Top-level domains in use that are written in other scripts.</summary>
    public const string Native =
        "verm\u00F6gensberater verm\u00F6gensberatung \u03B5\u03BB \u03B5\u03C5 \u0431\u0433 \u0431\u0435\u043B \u0434\u0435\u0442\u0438 " +
        "\u0435\u044E \u043A\u0430\u0442\u043E\u043B\u0438\u043A \u043A\u043E\u043C \u043C\u043A\u0434 \u043C\u043E\u043D " +
        "\u043C\u043E\u0441\u043A\u0432\u0430 \u043E\u043D\u043B\u0430\u0439\u043D \u043E\u0440\u0433 \u0440\u0443\u0441 \u0440\u0444 " +
        "\u0441\u0430\u0439\u0442 \u0441\u0440\u0431 \u0443\u043A\u0440 \u049B\u0430\u0437 \u0570\u0561\u0575 \u05D9\u05E9\u05E8\u05D0\u05DC " +
        "\u05E7\u05D5\u05DD \u0627\u0628\u0648\u0638\u0628\u064A \u0627\u062A\u0635\u0627\u0644\u0627\u062A \u0627\u0631\u0627\u0645\u0643\u0648 " +
        "\u0627\u0644\u0627\u0631\u062F\u0646 \u0627\u0644\u0628\u062D\u0631\u064A\u0646 \u0627\u0644\u062C\u0632\u0627\u0626\u0631 " +
        "\u0627\u0644\u0633\u0639\u0648\u062F\u064A\u0629 \u0627\u0644\u0633\u0639\u0648\u062F\u064A\u0647 " +
        "\u0627\u0644\u0633\u0639\u0648\u062F\u06CC\u0629 \u0627\u0644\u0633\u0639\u0648\u062F\u06CC\u06C3 " +
        "\u0627\u0644\u0639\u0644\u064A\u0627\u0646 \u0627\u0644\u0645\u063A\u0631\u0628 \u0627\u0644\u064A\u0645\u0646 " +
        "\u0627\u0645\u0627\u0631\u0627\u062A \u0627\u064A\u0631\u0627\u0646 \u0627\u06CC\u0631\u0627\u0646 \u0628\u0627\u0631\u062A " +
        "\u0628\u0627\u0632\u0627\u0631 \u0628\u064A\u062A\u0643 \u0628\u06BE\u0627\u0631\u062A \u062A\u0648\u0646\u0633 " +
        "\u0633\u0648\u062F\u0627\u0646 \u0633\u0648\u0631\u064A\u0627 \u0633\u0648\u0631\u064A\u0629 \u0634\u0628\u0643\u0629 " +
        "\u0639\u0631\u0627\u0642 \u0639\u0631\u0628 \u0639\u0645\u0627\u0646 \u0641\u0644\u0633\u0637\u064A\u0646 \u0642\u0637\u0631 " +
        "\u0643\u0627\u062B\u0648\u0644\u064A\u0643 \u0643\u0648\u0645 \u0645\u0635\u0631 \u0645\u0644\u064A\u0633\u064A\u0627 " +
        "\u0645\u0648\u0631\u064A\u062A\u0627\u0646\u064A\u0627 \u0645\u0648\u0642\u0639 \u0647\u0645\u0631\u0627\u0647 " +
        "\u067E\u0627\u0643\u0633\u062A\u0627\u0646 \u067E\u0627\u06A9\u0633\u062A\u0627\u0646 \u0680\u0627\u0631\u062A \u0915\u0949\u092E " +
        "\u0928\u0947\u091F \u092D\u093E\u0930\u0924 \u092D\u093E\u0930\u0924\u092E\u094D \u092D\u093E\u0930\u094B\u0924 " +
        "\u0938\u0902\u0917\u0920\u0928 \u09AC\u09BE\u0982\u09B2\u09BE \u09AD\u09BE\u09B0\u09A4 \u09AD\u09BE\u09F0\u09A4 " +
        "\u0A2D\u0A3E\u0A30\u0A24 \u0AAD\u0ABE\u0AB0\u0AA4 \u0B2D\u0B3E\u0B30\u0B24 \u0B87\u0BA8\u0BCD\u0BA4\u0BBF\u0BAF\u0BBE " +
        "\u0B87\u0BB2\u0B99\u0BCD\u0B95\u0BC8 \u0B9A\u0BBF\u0B99\u0BCD\u0B95\u0BAA\u0BCD\u0BAA\u0BC2\u0BB0\u0BCD \u0C2D\u0C3E\u0C30\u0C24\u0C4D " +
        "\u0CAD\u0CBE\u0CB0\u0CA4 \u0D2D\u0D3E\u0D30\u0D24\u0D02 \u0DBD\u0D82\u0D9A\u0DCF \u0E04\u0E2D\u0E21 \u0E44\u0E17\u0E22 " +
        "\u0EA5\u0EB2\u0EA7 \u10D2\u10D4 \u307F\u3093\u306A \u30A2\u30DE\u30BE\u30F3 \u30AF\u30E9\u30A6\u30C9 \u30B0\u30FC\u30B0\u30EB " +
        "\u30B3\u30E0 \u30B9\u30C8\u30A2 \u30BB\u30FC\u30EB \u30D5\u30A1\u30C3\u30B7\u30E7\u30F3 \u30DD\u30A4\u30F3\u30C8 \u4E16\u754C " +
        "\u4E2D\u4FE1 \u4E2D\u56FD \u4E2D\u570B \u4E2D\u6587\u7F51 \u4E9A\u9A6C\u900A \u4F01\u4E1A \u4F5B\u5C71 \u4FE1\u606F \u5065\u5EB7 " +
        "\u516B\u5366 \u516C\u53F8 \u516C\u76CA \u53F0\u6E7E \u53F0\u7063 \u5546\u57CE \u5546\u5E97 \u5546\u6807 \u5609\u91CC " +
        "\u5609\u91CC\u5927\u9152\u5E97 \u5728\u7EBF \u5927\u62FF \u5929\u4E3B\u6559 \u5A31\u4E50 \u5BB6\u96FB \u5E7F\u4E1C \u5FAE\u535A " +
        "\u6148\u5584 \u6211\u7231\u4F60 \u624B\u673A \u62DB\u8058 \u653F\u52A1 \u653F\u5E9C \u65B0\u52A0\u5761 \u65B0\u95FB \u65F6\u5C1A " +
        "\u66F8\u7C4D \u673A\u6784 \u6DE1\u9A6C\u9521 \u6E38\u620F \u6FB3\u9580 \u6FB3\u95E8 \u70B9\u770B \u79FB\u52A8 \u7EC4\u7EC7\u673A\u6784 " +
        "\u7F51\u5740 \u7F51\u5E97 \u7F51\u7AD9 \u7F51\u7EDC \u8054\u901A \u81FA\u7063 \u8C37\u6B4C \u8D2D\u7269 \u901A\u8CA9 \u96C6\u56E2 " +
        "\u96FB\u8A0A\u76C8\u79D1 \u98DE\u5229\u6D66 \u98DF\u54C1 \u9910\u5385 \u9999\u683C\u91CC\u62C9 \u9999\u6E2F \uB2F7\uB137 \uB2F7\uCEF4 " +
        "\uC0BC\uC131 \uD55C\uAD6D ";

    /// <summary>
    /// Names that were in the root zone after 2014 and have left it, and country codes reserved but never delegated. Old posts link to them, so they count where a
    /// protocol stands before the host; without one, "signed.off" is a full stop without a space and not an address.
    /// </summary>
    public const string Former =
        "active adac afamilycompany aigo an bl blanco bnl boots bq budapest bugatti cancerresearch cartier caseih ceb chloe chrysler csc dodge " +
        "doha doosan duck duns eh epost esurance everbank flsmidth fujixerox glade goodhands honeywell htc iinet intel iselect iveco iwc jcp jlc " +
        "ladbrokes lancome liaison lixil loft lupin mcd mcdonalds meo metlife mf mobily montblanc mopar movistar mtpc mutuelle nadex nationwide " +
        "newholland off onyourside orientexpress pamperedchef panerai piaget qvc raid rightathome rmit sapo scjohnson scor ses shriram spiegel " +
        "spreadbetting srt starhub statoil swiftcover symantec telecity telefonica tp uconnect um vista vistaprint warman wed xperia zippo " +
        "\u0645\u0648\u0628\u0627\u064A\u0644\u064A \u5927\u4F17\u6C7D\u8F66 \u5DE5\u884C \u624B\u8868 \u73E0\u5B9D \u8BFA\u57FA\u4E9A ";
}
