using System.Globalization;
using System.Text;

namespace ConvLog.Reliability.Child;

/// <summary>
/// What a child says to its parent, a line each. A line is in the parent's hands as soon as it is written, whatever becomes of the child; one that was cut off
/// has no stop.
/// </summary>
/// <param name="output">The standard output.</param>
internal sealed class Report(Stream output)
{
    public const char ProcessId = 'P';
    public const char Opened = 'O';
    public const char Given = 'G';
    public const char Flushed = 'A';
    public const char Health = 'H';
    public const char Written = 'W';
    public const char Decided = 'D';
    public const char AllDecided = 'X';
    public const char Ended = 'F';
    public const char Stop = '.';

    private readonly Lock _gate = new();

    public void Say(char what, string text = "")
    {
        byte[] line = Encoding.UTF8.GetBytes($"{what}{text}{Stop}\n");
        lock (_gate)
        {
            output.Write(line);
        }
    }

    public void Say(char what, FlushCounts result)
        => Say(what, string.Create(CultureInfo.InvariantCulture, $"{result.Stored} {result.Dropped} {result.Pending}"));
}
