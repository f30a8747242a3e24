using System.Runtime.CompilerServices;
using ConvLog.Entries;

namespace ConvLog;

/// <summary>
/// How much one entry, and one function event, may hold. Values beyond a limit are truncated with a visible mark and counted; nothing is thrown.
/// </summary>
/// <remarks>
/// A setter outside its range throws <see cref="ArgumentOutOfRangeException"/>, when the host starts and not when a function logs. To be set before the first
/// conversation is opened.
/// </remarks>
public sealed class LogLimits
{
    private bool _isShared;

    /// <summary>
    /// The limits that hold unless a host sets others. One instance for the whole process, so its setters throw <see cref="InvalidOperationException"/>.
    /// </summary>
    public static LogLimits Default { get; } = new() { _isShared = true };

    /// <summary>Fields kept of one entry; 1 to 1,024, default 64.</summary>
    public int FieldsPerEntry { get; set => field = Checked(value, 1, 1_024); } = 64;

    /// <summary>UTF-16 units kept of one text: a message, a field's text, an error body; 16 to 16,777,216, default 16,384.</summary>
    public int TextLength { get; set => field = Checked(value, 16, 16 * 1_024 * 1_024); } = 16 * 1_024;

    /// <summary>UTF-16 units kept of one key; 8 to 1,024, default 256.</summary>
    public int KeyLength { get; set => field = Checked(value, 8, 1_024); } = 256;

    /// <summary>Items kept of one list, keys kept of one dictionary; 1 to 1,000,000, default 1,000.</summary>
    public int ItemsPerCollection { get; set => field = Checked(value, 1, 1_000_000); } = 1_000;

    /// <summary>Levels of lists and objects kept inside one value; 1 to 64, default 32.</summary>
    public int Depth { get; set => field = Checked(value, 1, 64); } = 32;

    /// <summary>Bytes kept of one entry, measured as its text and captured JSON; 256 to 67,108,864, default 131,072.</summary>
    public int EntrySize { get; set => field = Checked(value, 256, 64 * 1_024 * 1_024); } = 128 * 1_024;

    /// <summary>
    /// Entries kept of one function event, and of one turn and one conversation outside any event; 1 to 10,000,000, default 10,000. Personal entries have a
    /// limit of their own, and once it is reached, as many errors again are kept. A conversation's limit holds for what is not flushed yet: entries outside
    /// turns are flushed when half of it is taken, where that is at least 1,000, and whenever the host flushes.
    /// </summary>
    public int EntriesPerScope { get; set => field = Checked(value, 1, 10_000_000); } = 10_000;

    /// <summary>UTF-16 units kept of one message to or from a language model; 16 to 16,777,216, default 131,072.</summary>
    public int ModelTextLength { get; set => field = Checked(value, 16, 16 * 1_024 * 1_024); } = 128 * 1_024;

    /// <summary>
    /// Messages kept of one request to a language model; 2 to 100,000, default 1,000. Of more, the first half and the latest are kept, and how many were
    /// omitted between them.
    /// </summary>
    public int MessagesPerModelCall { get; set => field = Checked(value, 2, 100_000); } = 1_000;

    /// <summary>The same limits as an instance of its own, whose setters work.</summary>
    internal LogLimits Copy()
    {
        var copy = (LogLimits)MemberwiseClone();
        copy._isShared = false;
        return copy;
    }

    private int Checked(int value, int least, int most, [CallerMemberName] string name = "")
        => _isShared
            ? throw new InvalidOperationException(
                $"LogLimits.Default is shared by everything in the process, so {name} cannot be set on it. Use limits of your own: new LogLimits {{ {name} = "
                    + $"{value} }}.")
            : OptionRange.Check(nameof(LogLimits), value, least, most, name);
}
