namespace ConvLog.Console.Tests.Support;

/// <summary>The widths that a page has to fit, from a small phone to a wall, in CSS pixels.</summary>
internal static class Screens
{
    public const int Phone = 390;
    public const int Desktop = 1_440;

    public static int[] Widths { get; } = [360, Phone, 768, 1_024, Desktop, 3_840];

    /// <summary>The narrowest, where too much does not fit first, and those that pictures are taken at.</summary>
    public static int[] Usual { get; } = [360, Phone, Desktop];

    public static int HeightOf(int width) => width <= Phone ? 844 : 900;
}
