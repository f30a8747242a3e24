namespace ConvLog.Storage.Text;

/// <summary>What a character is to a search.</summary>
internal enum CharacterKind : byte
{
    /// <summary>A space, a sign, an emoji: parts words.</summary>
    Separator,

    /// <summary>A letter, digit or mark of a script that has words.</summary>
    Letter,

    /// <summary>A letter of Chinese, Japanese or Korean, where one character may be a word and no spaces are needed.</summary>
    Cjk,
}
