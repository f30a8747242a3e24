using System.Globalization;
using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Text;

namespace ConvLog.Sqlite.Erasure;

/// <summary>
/// Merges the text index, in short transactions, until it contains no word of a removed document: FTS5 records a deletion in a new part of the index, and the
/// words are removed only when the parts are merged.
/// </summary>
/// <param name="database">The database.</param>
internal sealed class TextMerge(Database database)
{
    private const int PagesAtFirst = 50;
    private const int LeastPages = 5;
    private const int MostPages = 2_000;
    private const string CountChanges = "SELECT total_changes()";

    // How long a writer may have to wait.
    private static readonly TimeSpan s_longestWrite = TimeSpan.FromMilliseconds(40);

    private double _pages = PagesAtFirst;

    /// <summary>Merges the index, so that it contains no word of a document that was removed before.</summary>
    /// <param name="cancellationToken">A token to cancel the operation between two transactions.</param>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // A negative number merges all existing parts into one; later merges continue with that, and ignore newer parts.
        bool goesOn = await StepAsync(sign: -1, cancellationToken).ConfigureAwait(false);
        while (goesOn)
        {
            goesOn = await StepAsync(sign: 1, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <returns>Whether there was anything to merge.</returns>
    private async Task<bool> StepAsync(int sign, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var time = database.Options.TimeProvider;
        int pages = (int)_pages;
        long begun = 0;
        bool changed = await database.WriteAsync(
            session =>
            {
                begun = time.GetTimestamp();
                if (sign < 0)
                {
                    TextIndexLevels.Tidy(session);
                }

                long before = session[CountChanges].Scalar() ?? 0;
                session.Execute(string.Create(CultureInfo.InvariantCulture, $"INSERT INTO text_index (text_index, rank) VALUES ('merge', {sign * pages})"));
                return session[CountChanges].Scalar() - before >= 2; // The insertion itself counts as one.
            },
            cancellationToken).ConfigureAwait(false);
        _pages = Math.Clamp(pages * Math.Clamp(s_longestWrite / time.GetElapsedTime(begun), 0.5, 1.2), LeastPages, MostPages);
        return changed;
    }
}
