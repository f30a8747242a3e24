namespace ConvLog;

/// <summary>How a user's input came.</summary>
public enum TurnInputKind
{
    /// <summary>Spoken, and transcribed.</summary>
    Speech,

    /// <summary>Written.</summary>
    Text,

    /// <summary>Keys of a telephone (DTMF).</summary>
    Keypad,

    /// <summary>The user said nothing for so long that the agent speaks again.</summary>
    Silence,

    /// <summary>None was awaited: the agent speaks first, or by itself.</summary>
    None,
}
