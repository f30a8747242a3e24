using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Text;

namespace ConvLog.Sqlite.Text;

/// <summary>
/// The documents that match in a period. If there are many, they are returned in time slices, the latest first, each twice as long as the previous one, so the
/// caller can stop when it has enough and knows how far back it has searched. A document may have entries in two slices.
/// </summary>
internal static class SearchSlices
{
    // This many documents are returned in one slice.
    private const int Few = 200;

    /// <param name="session">The connection. Only one slice may be read at a time.</param>
    /// <param name="words">The words that the documents contain.</param>
    /// <param name="from">The beginning of the period; null for no limit.</param>
    /// <param name="to">Its end; null for no limit.</param>
    /// <param name="turnsFrom">The time before which only entries are searched, all in one slice; null for none.</param>
    public static IEnumerable<SearchSlice> Of(
        Session session, IReadOnlyList<IndexWord> words, DateTimeOffset? from, DateTimeOffset? to, DateTimeOffset? turnsFrom = null)
    {
        var hours = TimeWords.StoredHours(session, from, to);
        if (hours.Count == 0 || TextIndex.MatchOf(session, words) is not var (match, isNamed))
        {
            yield return new SearchSlice(from, to, [], IsLast: true);
            yield break;
        }

        string? period = from is null && to is null ? null : TimeWords.MatchOf(hours);

        // If not all words are named, the match runs only once: FTS5 collects all documents of the words each time.
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
            if (end <= turnsFrom)
            {
                yield return new SearchSlice(from, end, isNamed ? TextIndex.NewestOfEntries(session, match) : matched.Where(IsOfEntries), IsLast: true);
                yield break;
            }

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

    private static bool IsOfEntries(long document) => DocumentNumber.KindOf(document) == DocumentKind.Entry;

    // The documents that are in both, which are in descending order.
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

/// <summary>A part of the searched period.</summary>
/// <param name="From">Its beginning; null for no limit.</param>
/// <param name="To">Its end; null for no limit.</param>
/// <param name="Documents">The numbers of the documents that match and may be in it.</param>
/// <param name="IsLast">Whether no other follows.</param>
internal sealed record SearchSlice(DateTimeOffset? From, DateTimeOffset? To, IEnumerable<long> Documents, bool IsLast)
{
    public bool Has(long ticks) => !(ticks < From?.UtcTicks) && !(ticks >= To?.UtcTicks);
}
