namespace ConvLog.Storage.Text;

/// <summary>The kind of a character for searches.</summary>
internal enum CharacterKind : byte
{
    /// <summary>A space, a sign, an emoji: separates words.</summary>
    Separator,

    /// <summary>A letter, digit or mark of a script that has words.</summary>
    Letter,

    /// <summary>A letter or mark of a script that is written without spaces, such as Chinese and Thai, or of Korean, whose words are compounds.</summary>
    Unspaced,
}
