using System.Globalization;
using System.Text;

namespace ConvLog.Reliability.Child;

/// <summary>
/// The messages of a child to its parent, one per line. The parent receives a line as soon as it is written, even if the child is killed. A truncated line has
/// no stop character.
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
