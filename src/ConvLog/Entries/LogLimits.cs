using System.Runtime.CompilerServices;
using ConvLog.Entries;

namespace ConvLog;

/// <summary>
/// Size limits of an entry and of a function event. Values beyond a limit are truncated with a visible mark and counted; nothing is thrown.
/// </summary>
/// <remarks>
/// Setting a value outside its range throws an <see cref="ArgumentOutOfRangeException"/>, so that the error appears at startup and not when a function logs.
/// Set the limits before the first conversation is opened.
/// </remarks>
public sealed class LogLimits
{
    private bool _isShared;

    /// <summary>
    /// The default limits. There is one instance for the whole process, so its setters throw an <see cref="InvalidOperationException"/>.
    /// </summary>
    public static LogLimits Default { get; } = new() { _isShared = true };

    /// <summary>The maximum number of fields of an entry; 1 to 1,024, default 64.</summary>
    public int FieldsPerEntry { get; set => field = Checked(value, 1, 1_024); } = 64;

    /// <summary>The maximum length of a text in UTF-16 code units: a message, a field's text, an error body; 16 to 16,777,216, default 16,384.</summary>
    public int TextLength { get; set => field = Checked(value, 16, 16 * 1_024 * 1_024); } = 16 * 1_024;

    /// <summary>The maximum length of a key in UTF-16 code units; 8 to 1,024, default 256.</summary>
    public int KeyLength { get; set => field = Checked(value, 8, 1_024); } = 256;

    /// <summary>The maximum number of items of a list or keys of a dictionary; 1 to 1,000,000, default 1,000.</summary>
    public int ItemsPerCollection { get; set => field = Checked(value, 1, 1_000_000); } = 1_000;

    /// <summary>The maximum nesting depth of lists and objects in a value; 1 to 64, default 32.</summary>
    public int Depth { get; set => field = Checked(value, 1, 64); } = 32;

    /// <summary>The maximum size of an entry in bytes, measured as its text and captured JSON; 256 to 67,108,864, default 131,072.</summary>
    public int EntrySize { get; set => field = Checked(value, 256, 64 * 1_024 * 1_024); } = 128 * 1_024;

    /// <summary>
    /// The maximum number of entries of a function event, and of a turn or conversation outside any event; 1 to 10,000,000, default 10,000. Personal entries
    /// have a separate limit of the same size. Once a limit is reached, the same number of additional errors is kept. The limit of a conversation applies to
    /// unflushed entries: entries outside turns are flushed when half of it is used, if that is at least 1,000, and whenever the host flushes.
    /// </summary>
    public int EntriesPerScope { get; set => field = Checked(value, 1, 10_000_000); } = 10_000;

    /// <summary>The maximum length of a message to or from a language model in UTF-16 code units; 16 to 16,777,216, default 131,072.</summary>
    public int ModelTextLength { get; set => field = Checked(value, 16, 16 * 1_024 * 1_024); } = 128 * 1_024;

    /// <summary>
    /// The maximum number of messages of a request to a language model; 2 to 100,000, default 1,000. Of a longer request, the first half and the latest
    /// messages are kept, with the number omitted between them.
    /// </summary>
    public int MessagesPerModelCall { get; set => field = Checked(value, 2, 100_000); } = 1_000;

    /// <summary>A modifiable copy of the limits.</summary>
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
