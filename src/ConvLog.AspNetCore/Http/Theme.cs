namespace ConvLog.AspNetCore.Http;

internal enum Theme
{
    /// <summary>The theme of the system.</summary>
    System,

    Light,

    Dark,
}
