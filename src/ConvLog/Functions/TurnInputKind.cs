namespace ConvLog;

/// <summary>How the user gave the input.</summary>
public enum TurnInputKind
{
    /// <summary>Speech, transcribed.</summary>
    Speech,

    /// <summary>Written text.</summary>
    Text,

    /// <summary>Telephone keys (DTMF).</summary>
    Keypad,

    /// <summary>The user was silent for so long that the agent speaks again.</summary>
    Silence,

    /// <summary>No input was expected: the agent speaks first, or on its own initiative.</summary>
    None,
}
