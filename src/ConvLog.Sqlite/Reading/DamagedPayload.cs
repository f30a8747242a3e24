namespace ConvLog.Sqlite;

/// <summary>What stands for a text that is not what was written, or is gone.</summary>
internal static class DamagedPayload
{
    public const string Text = "[damaged]";
}
