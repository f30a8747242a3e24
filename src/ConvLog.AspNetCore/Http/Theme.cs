namespace ConvLog.AspNetCore.Http;

/// <summary>The colours of the console.</summary>
internal enum Theme
{
    /// <summary>As the system has it.</summary>
    System,

    /// <summary>Light.</summary>
    Light,

    /// <summary>Dark.</summary>
    Dark,
}
