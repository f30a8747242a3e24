namespace ConvLog.Storage.Payloads;

/// <summary>What stands for a text that is not what was written, or is gone, or cannot be deciphered.</summary>
internal static class DamagedPayload
{
    public const string Text = "[damaged]";

    /// <summary>The key cannot be had.</summary>
    public const string Unreadable = "[unreadable]";
}
