namespace ConvLog.Storage.Text;

/// <summary>What a character is to a search.</summary>
internal enum CharacterKind : byte
{
    /// <summary>A space, a sign, an emoji: parts words.</summary>
    Separator,

    /// <summary>A letter, digit or mark of a script that has words.</summary>
    Letter,

    /// <summary>A letter or mark of a script that is written without spaces, such as Chinese and Thai, or of Korean, whose words are compounds.</summary>
    Unspaced,
}
