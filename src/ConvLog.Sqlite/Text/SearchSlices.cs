using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Text;

namespace ConvLog.Sqlite.Text;

/// <summary>
/// The documents that match in a period. Where they are many, slice by slice of time, the last first, each twice as long as the one before: so the caller
/// stops when it has enough, and knows from when on it looked at all. The content of a document may be in two slices.
/// </summary>
internal static class SearchSlices
{
    // Are looked at together.
    private const int Few = 200;

    /// <param name="session">The connection. It goes through one slice at a time.</param>
    /// <param name="words">What the documents have.</param>
    /// <param name="from">The beginning of the period; null for all there is.</param>
    /// <param name="to">Its end; null for all there is.</param>
    public static IEnumerable<SearchSlice> Of(Session session, IReadOnlyList<IndexWord> words, DateTimeOffset? from, DateTimeOffset? to)
    {
        var hours = TimeWords.Kept(session, from, to);
        if (hours.Count == 0 || TextIndex.MatchOf(session, words) is not var (match, isNamed))
        {
            yield return new SearchSlice(from, to, [], IsLast: true);
            yield break;
        }

        string? period = from is null && to is null ? null : TimeWords.MatchOf(hours);

        // Where not all words are named, once: FTS5 gathers all documents that they have each time.
        var all = TextIndex.Newest(session, period is null ? match : $"{match} AND ({period})");
        long[] matched = [.. isNamed ? all.Take(Few + 1) : all];
        if (matched.Length <= Few)
        {
            yield return new SearchSlice(from, to, matched, IsLast: true);
            yield break;
        }

        var end = to;
        for (int at = 0, width = 1; at < hours.Count; at += width, width *= 2)
        {
            var slice = hours.Slice(at, Math.Min(width, hours.Count - at));
            bool isLast = at + width >= hours.Count;
            DateTimeOffset? begin = isLast ? from : new DateTimeOffset(slice[^1] * TimeSpan.TicksPerHour, TimeSpan.Zero);
            string? time = TimeWords.MatchOf(slice);
            var documents = isNamed ? TextIndex.Newest(session, time is null ? match : $"{match} AND ({time})")
                : time is null ? matched : Both(matched, TextIndex.Newest(session, time));
            yield return new SearchSlice(begin, end, documents, isLast);
            end = begin;
        }
    }

    // What is in both, which have the greatest numbers first.
    private static IEnumerable<long> Both(long[] matched, IEnumerable<long> others)
    {
        int at = 0;
        foreach (long document in others)
        {
            while (at < matched.Length && matched[at] > document)
            {
                at++;
            }

            if (at == matched.Length)
            {
                yield break;
            }

            if (matched[at] == document)
            {
                yield return document;
            }
        }
    }
}

/// <summary>A part of the period that is searched.</summary>
/// <param name="From">Its beginning; null for all there is.</param>
/// <param name="To">Its end; null for all there is.</param>
/// <param name="Documents">The numbers of the documents that match and may be of it.</param>
/// <param name="IsLast">Whether no other follows.</param>
internal sealed record SearchSlice(DateTimeOffset? From, DateTimeOffset? To, IEnumerable<long> Documents, bool IsLast)
{
    public bool Has(long ticks) => !(ticks < From?.UtcTicks) && !(ticks >= To?.UtcTicks);
}
