namespace ConvLog.AspNetCore.Http;

/// <summary>The theme of the console.</summary>
internal enum Theme
{
    /// <summary>The system's theme.</summary>
    System,

    /// <summary>Light.</summary>
    Light,

    /// <summary>Dark.</summary>
    Dark,
}
