namespace ConvLog.Console.Tests.Support;

internal static class ManualClockExtensions
{
    public static void Pass(this ManualClock clock, int milliseconds) => clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
}
