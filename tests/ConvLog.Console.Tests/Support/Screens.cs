namespace ConvLog.Console.Tests.Support;

/// <summary>The widths that a page has to fit, from a small phone to a wall, in CSS pixels.</summary>
internal static class Screens
{
    public const int Phone = 390;
    public const int Desktop = 1_440;

    public static int[] Widths { get; } = LongCampaign.IsOn || IsShooting
        ? [360, Phone, 768, 1_024, Desktop, 3_840] : CiRun.IsOn ? [360, 768, Desktop, 3_840] : [360, Desktop];

    /// <summary>The narrowest, where too much does not fit first, and a usual one: for a page that is another one but for some parts.</summary>
    public static int[] OfParts { get; } = IsShooting ? [360, Phone, Desktop] : [360, Desktop];

    // Pictures are taken of a phone and a desktop.
    private static bool IsShooting => Environment.GetEnvironmentVariable("CONVLOG_SHOTS") is { Length: > 0 };

    public static int HeightOf(int width) => width <= Phone ? 844 : 900;
}
