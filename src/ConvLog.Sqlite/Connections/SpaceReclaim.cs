namespace ConvLog.Sqlite.Connections;

/// <summary>Returns free pages to the disk in short transactions: the last pages of the file move into free ones, and the file is truncated.</summary>
internal static class SpaceReclaim
{
    private const int PagesAtFirst = 200;
    private const int MostPages = 5_000;
    private const int LeastPages = 10;
    private const string FreelistCountPragma = "PRAGMA freelist_count";

    // How long a writer may have to wait.
    private static readonly TimeSpan s_longestWrite = TimeSpan.FromMilliseconds(30);

    /// <summary>Reclaims space as far as readers allow: pages that a reader still sees are reclaimed the next time.</summary>
    /// <param name="database">The database.</param>
    /// <param name="cancellationToken">A token to cancel the operation between steps.</param>
    /// <returns>Whether the log is empty; false if a reader needs it.</returns>
    public static async ValueTask<bool> RunAsync(Database database, CancellationToken cancellationToken)
    {
        var time = database.Options.TimeProvider;
        double pages = PagesAtFirst;
        while (database.Read(static session => session.Number(FreelistCountPragma) is > 0))
        {
            cancellationToken.ThrowIfCancellationRequested();
            long begun = 0;
            int some = (int)pages;
            await database.WriteAsync(
                session =>
                {
                    begun = time.GetTimestamp();
                    session.Execute(FormattableString.Invariant($"PRAGMA incremental_vacuum({some})"));
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
            pages = Math.Clamp(pages * Math.Clamp(s_longestWrite / time.GetElapsedTime(begun), 0.5, 1.2), LeastPages, MostPages);
        }

        return await database.ShortenLogAsync(cancellationToken).ConfigureAwait(false);
    }
}
