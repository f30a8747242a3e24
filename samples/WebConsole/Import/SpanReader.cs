using System.Globalization;
using WebConsole.Personal;

namespace WebConsole.Import;

/// <summary>Reads the slot spans of a frame: the positions of slot values in the utterance.</summary>
internal static class SpanReader
{
    /// <summary>The personal spans, in UTF-16 units.</summary>
    public static IEnumerable<(int Start, int Length)> Read(JsonPlace frame, string service, string utterance, PersonalValues personal)
    {
        if (frame.Optional("slots") is not { } slots)
        {
            yield break;
        }

        var points = new CodePoints(utterance);
        foreach (var slot in slots.Items())
        {
            string name = slot.Required("slot").Text();
            (int start, int end) = Range(slot, points.Count);
            int from = points.Utf16At(start);
            int to = points.Utf16At(end);
            personal.Learn(service, name, utterance[from..to]);
            if (PersonalSlots.Contains(service, name))
            {
                yield return (from, to - from);
            }
        }
    }

    private static (int Start, int End) Range(JsonPlace slot, int length)
    {
        var startPlace = slot.Required("start");
        var endPlace = slot.Required("exclusive_end");
        int start = startPlace.WholeNumber();
        int end = endPlace.WholeNumber();
        if (start < 0)
        {
            throw startPlace.Fault(string.Create(CultureInfo.InvariantCulture, $"{start} is before the utterance"));
        }

        if (end > length)
        {
            throw endPlace.Fault(string.Create(CultureInfo.InvariantCulture, $"{end} is beyond the utterance of {length} code points"));
        }

        if (start > end)
        {
            throw endPlace.Fault(string.Create(CultureInfo.InvariantCulture, $"{end} is before the start, {start}"));
        }

        return (start, end);
    }
}
