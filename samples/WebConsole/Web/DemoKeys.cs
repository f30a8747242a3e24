namespace WebConsole.Web;

/// <summary>The two keys of the sample. They are published, so the sample listens on loopback only.</summary>
internal static class DemoKeys
{
    public const string Header = "X-API-KEY";

    /// <summary>Reads everything except personal data.</summary>
    public const string Reader = "demo-reader";

    /// <summary>Also reads personal data.</summary>
    public const string ReaderWithPii = "demo-pii";
}
