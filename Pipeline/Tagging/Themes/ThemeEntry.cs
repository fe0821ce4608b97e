namespace RtmPipeline.Tagging.Themes;

/// <summary>Languages of the lexicon.</summary>
[Flags]
internal enum ThemeLanguages : byte
{
    None = 0,
    English = 1,
    Spanish = 2,
    Italian = 4,
    Any = English | Spanish | Italian,
}

/// <param name="Words">Words or a phrase.</param>
/// <param name="Category">Place in <see cref="IabTaxonomy.Categories"/>; <see cref="Figure"/> for a figure of speech.</param>
/// <param name="Languages">Languages it stands for its category in.</param>
/// <param name="Weight">Evidence it gives, in tenths of a plain word's.</param>
/// <param name="Line">Line of the lexicon.</param>
internal readonly record struct ThemeEntry(string Words, int Category, ThemeLanguages Languages, byte Weight, int Line)
{
    /// <summary>In place of a category: stands for none, and hides what it covers.</summary>
    public const int Figure = -1;

    /// <summary>One plain word.</summary>
    public const byte Plain = 10;

    /// <summary>A word that is clear by itself.</summary>
    public const byte Strong = 20;

    /// <summary>A word that counts beside another only: alone it stays under the threshold of <see cref="ThemeTagger"/>.</summary>
    public const byte Weak = 4;
}
