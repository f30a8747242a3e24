namespace ConvLog.Console.Tests.Support;

/// <summary>The widths that a page must fit, from a small phone to a wall display, in CSS pixels.</summary>
internal static class Screens
{
    public const int Phone = 390;
    public const int Desktop = 1_440;

    public static int[] Widths { get; } = LongCampaign.IsOn || IsShooting
        ? [360, Phone, 768, 1_024, Desktop, 3_840] : CiRun.IsOn ? [360, 768, Desktop, 3_840] : [360, Desktop];

    /// <summary>The narrowest width, at which content overflows first, and a common one: for pages that differ only in some parts.</summary>
    public static int[] OfParts { get; } = IsShooting ? [360, Phone, Desktop] : [360, Desktop];

    // Screenshots are taken at the phone and desktop widths.
    private static bool IsShooting => Environment.GetEnvironmentVariable("CONVLOG_SHOTS") is { Length: > 0 };

    public static int HeightOf(int width) => width <= Phone ? 844 : 900;
}
