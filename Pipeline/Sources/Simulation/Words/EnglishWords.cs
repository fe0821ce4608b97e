namespace RtmPipeline.Sources.Simulation.Words;

/// <summary>English words of everyday life. Nouns make their plural by rule, verbs are regular, and adjectives begin with a consonant ("a" fits all).</summary>
internal static class EnglishWords
{
    /// <summary>One line a subject; everyday topics take their words from one of them.</summary>
    public static readonly string[] Subjects =
    [
        "pancake noodle waffle burrito sandwich dumpling muffin casserole omelette pickle pretzel lasagna curry chili salad soup bagel taco "
            + "pizza pie",
        "storm cloud breeze puddle snowflake umbrella sunrise sunset forecast thunderstorm raincoat heatwave fog rainbow icicle drizzle season "
            + "winter frost sky",
        "puppy kitten hamster parrot rabbit turtle goldfish pony collar leash whisker tail paw shelter vet cat dog hen ferret lizard",
        "meeting deadline spreadsheet manager printer coworker email cubicle project presentation commute salary interview office intern memo "
            + "agenda desk shift client",
        "homework teacher classroom exam essay textbook locker campus dorm lecture semester grade scholarship library notebook backpack pencil "
            + "quiz diploma tutor",
        "album guitar concert playlist drummer chorus lyric melody festival vinyl singer ballad encore remix violin trumpet choir piano "
            + "bassline soundtrack",
        "episode sitcom finale season cliffhanger sequel trailer villain documentary cartoon premiere rerun plot character screenwriter "
            + "director scene screen movie spoiler",
        "suitcase airport passport hotel beach museum hostel souvenir ferry roadtrip mountain canyon postcard layover compass lighthouse "
            + "island harbor village map",
        "treadmill marathon workout dumbbell yoga sprint stretch trainer squat bicycle trail jog smoothie pulse muscle sneaker push-up hike gym pool",
        "console joystick controller level boss quest puzzle arcade avatar leaderboard expansion dungeon wizard dragon sidekick checkpoint "
            + "loot guild tournament pixel",
        "grandma cousin nephew toddler wedding anniversary birthday reunion photo diaper bedtime sibling uncle aunt baby nursery cradle "
            + "brother sister neighbor",
        "budget paycheck coupon rent loan mortgage receipt discount bargain wallet tax savings refund invoice bank coin fee bill price deal",
        "laptop charger keyboard update browser password headphone tablet screen app robot battery cable router gadget camera server drone "
            + "backup phone",
        "sweater boot scarf jacket necklace lipstick haircut denim dress handbag sunglasses sandal pajama mascara blouse sock glove hoodie "
            + "earring button",
        "garden tomato tulip seed shovel compost rose cactus fern orchard greenhouse lawn hedge sunflower basil pumpkin herb flower tree vine",
        "novel chapter bookstore paperback poem author library bookmark mystery memoir character hero riddle magazine story fable page diary "
            + "legend comic",
        "couch curtain kitchen bathtub pillow blanket closet carpet lamp mirror attic balcony doorbell fridge candle window wall roof shelf garage",
        "coffee latte teapot mug cocoa espresso breakfast brunch kettle cinnamon syrup lemonade juice teaspoon barista donut croissant cup "
            + "sugar milkshake",
        "highway taxi truck scooter traffic tunnel bridge subway sidewalk bumper parking engine detour ticket platform tram crosswalk pothole "
            + "garage van",
        "painter sketch canvas gallery statue pottery brush crayon mural origami quilt yarn needle ribbon collage palette easel stencil clay poster",
    ];

    public const string Verbs = "watch cook clean call play walk talk listen wait learn work start finish change follow help visit paint order "
        + "laugh dance study rest mix fix "
        + "bake pack unpack borrow collect explore practice plant wander travel train wash iron polish recycle decorate measure count sort "
        + "juggle sketch "
        + "dream relax breathe stretch climb jump roll chase test taste cheer whisper argue explain repair rescue discover remember imagine "
        + "frame book browse "
        + "download install restart charge edit record post share repeat compare improve organize design craft stitch weave water harvest pour "
        + "toast roast grill "
        + "sprinkle chop peel boil melt freeze warm open close lock unlock park push pull carry lift balance swallow sip nibble devour sample "
        + "smell touch hug "
        + "thank welcome invite surprise celebrate toast encourage support question answer solve guess doubt trust regret postpone cancel schedule";

    public const string Adjectives = "good new great little big crazy funny nice beautiful happy perfect weird cute lovely strange cozy tiny "
        + "huge fresh warm cold "
        + "spicy crunchy creamy salty sweet sour bitter smoky fluffy soggy crispy tasty gentle quiet loud noisy lazy busy sleepy dreamy grumpy "
        + "cheerful "
        + "clumsy clever brave bold shy silly fancy fuzzy dusty rusty shiny golden silver purple yellow green blue pink bright pale cloudy "
        + "foggy breezy "
        + "frozen snowy sunny rainy muddy bumpy rocky steep narrow wide deep hollow solid soft hard heavy light quick slow steady sudden lucky magic "
        + "modern vintage classic retro rustic royal local secret hidden famous forgotten legendary mighty brilliant dazzling radiant peculiar "
        + "random "
        + "ridiculous relentless restless reliable practical portable delicate delightful decent cheap pricey premium budget homemade handmade "
        + "wild tame "
        + "playful loyal curious patient stubborn moody nostalgic romantic mysterious magical festive joyful peaceful serene tropical wintry";

    public const string Adverbs = "really so just very pretty totally honestly actually seriously literally absolutely kinda super "
        + "surprisingly weirdly extremely "
        + "strangely truly perfectly completely quietly happily slowly suddenly finally barely nearly deeply wildly gently oddly beautifully "
        + "ridiculously "
        + "shockingly remarkably unexpectedly officially secretly proudly";

    public const string Names = "Mia Leo Ava Noah Zoe Max Lily Sam Ruby Jack Ella Ben Nora Theo Ivy Finn Rose Owen Clara Hugo Maya Eli Iris "
        + "Cole Jade Dean Luna Seth "
        + "Faye Kurt Tess Joel Wren Abel Nell Cruz Hope Drew Skye Reid Pearl Boyd Dawn Troy Gwen Dale June Rhys Opal Clay Beth Kyle Lena Vince "
        + "Tara Grant "
        + "Molly Blake Penny Chase Holly Trent Sadie Colin Heidi Marco Wendy Felix Paula Oscar Greta Simon Fiona Pablo Elsie Bruno Mabel Ralph "
        + "Daisy Edgar";

    public const string Times = "tonight,today,this morning,this week,right now,all day,again,lately,after work,before bed,this weekend,"
        + "last night,every day,at lunch,"
        + "in the middle of the night,on a Sunday,since yesterday,after dinner,between classes,for an hour";

    public const string Openers = "omg,ok but,honestly,so,wow,lol,guys,ugh,well,fun fact:,hot take:,not gonna lie,reminder:,yay,hmm,update:,"
        + "seriously,finally,psa:,confession:,"
        + "day made,true story:,unpopular opinion:,note to self:,weird but,okay friends,listen,hello,just saying,plot twist:";

    public const string Closers = "lol,haha,i swear,you guys,just saying,tbh,so there's that,who's with me?,send help,and i'm not sorry,"
        + "anyone else?,what a time,best day ever,"
        + "i can't even,that's the post,no regrets,wish me luck,don't judge me,ask me how i know,worth it,never again,story of my life,"
        + "that is all,seriously,thoughts?";

    public const string Emoji = "😂,❤️,😍,😭,😊,🙌,👏,🔥,😅,🎉,💕,😎,🤔,😩,🙏,✨,💯,😴,🤣,👀,🍕,☕,🐶,🎶,🌞,❄️,📚,🏃‍♀️,🌮,🚗";
}
