using System.Runtime.CompilerServices;

namespace ConvLog.Entries;

/// <summary>Rejects invalid option values, with a message that states the valid range.</summary>
internal static class OptionRange
{
    public static int Check(string options, int value, int least, int most, [CallerMemberName] string name = "")
        => value >= least && value <= most
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{options}.{name} takes {least} to {most}, not {value}.");

    public static long Check(string options, long value, long least, long most, [CallerMemberName] string name = "")
        => value >= least && value <= most
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{options}.{name} takes {least} to {most}, not {value}.");

    public static TimeSpan Check(string options, TimeSpan value, TimeSpan least, TimeSpan most, [CallerMemberName] string name = "")
        => value >= least && value <= most
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{options}.{name} takes {least} to {most}, not {value}.");

    public static TimeSpan Check(string options, TimeSpan value, TimeSpan most, [CallerMemberName] string name = "")
        => value >= TimeSpan.Zero && value <= most
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{options}.{name} takes zero to {most}, not {value}.");
}
