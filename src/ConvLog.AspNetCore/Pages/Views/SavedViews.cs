using System.Security.Cryptography;
using System.Text;
using ConvLog.AspNetCore.Access;
using ConvLog.Privacy;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Pages.Views;

/// <summary>
/// Stores the views of readers and of teams, each owner's in one document of the store. A team consists of the readers with the same scope: a view's name may
/// reveal something to others.
/// </summary>
internal sealed class SavedViews(ConversationTeam team)
{
    private const string Document = "views";
    private const int MostViews = 50;
    private const int MostAttempts = 10;

    /// <summary>The views of a visitor; none if the store does not support them.</summary>
    public async ValueTask<ViewSet> ReadAsync(Visitor visitor, CancellationToken cancellationToken)
    {
        if (team.Documents is not { } documents || visitor.Reader is not { } reader)
        {
            return ViewSet.None;
        }

        var own = await FindAsync(documents, KindOf(reader, isOfTeam: false), cancellationToken).ConfigureAwait(false);
        var shared = await FindAsync(documents, KindOf(reader, isOfTeam: true), cancellationToken).ConfigureAwait(false);
        return new ViewSet(ViewsOf(own, isOfTeam: false), ViewsOf(shared, isOfTeam: true)) { CanSave = true };
    }

    /// <summary>Changes the views of one owner. Retries after a concurrent change.</summary>
    /// <param name="visitor">The visitor who changes them.</param>
    /// <param name="isOfTeam">Whether they are the team's.</param>
    /// <param name="now">The time.</param>
    /// <param name="change">The change; it returns an error, or null.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The error; null if the change was stored.</returns>
    public async ValueTask<string?> ChangeAsync(
        Visitor visitor, bool isOfTeam, DateTimeOffset now, Func<List<SavedView>, string?> change, CancellationToken cancellationToken)
    {
        if (team.Documents is not { } documents || visitor.Reader is not { } reader)
        {
            return "The store of this app keeps no views.";
        }

        string kind = KindOf(reader, isOfTeam);
        for (int attempt = 0; attempt < MostAttempts; attempt++)
        {
            var stored = await FindAsync(documents, kind, cancellationToken).ConfigureAwait(false);
            List<SavedView> views = [.. ViewsOf(stored, isOfTeam)];
            if ((change(views) ?? (views.Count > MostViews ? $"There are {MostViews} views already. Delete one first." : null)) is { } problem)
            {
                return problem;
            }

            var document = new TeamDocument
            {
                Kind = kind,
                Id = Document,
                Version = stored?.Version ?? 0,
                UpdatedAt = now,
                UpdatedBy = reader.Name.Length is 0 or > TeamDocument.MaxNameLength ? null : reader.Name,
                Body = ViewJson.Write(views),
            };
            if (await documents.WriteDocumentAsync(document, cancellationToken).ConfigureAwait(false))
            {
                return null;
            }
        }

        return "Someone else is changing these views. Try again.";
    }

    private static IReadOnlyList<SavedView> ViewsOf(TeamDocument? document, bool isOfTeam) => document is null ? [] : ViewJson.Read(document.Body, isOfTeam);

    private static async ValueTask<TeamDocument?> FindAsync(ITeamDocumentStore documents, string kind, CancellationToken cancellationToken)
        => (await documents.ReadDocumentsAsync(kind, cancellationToken).ConfigureAwait(false)).FirstOrDefault();

    // The kind reveals neither the reader nor their scope.
    private static string KindOf(Reader reader, bool isOfTeam)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(isOfTeam ? ScopeKey.Of(reader) : OwnerKey.Of(reader)));
        return (isOfTeam ? "views of team " : "views of reader ") + Convert.ToHexStringLower(hash);
    }
}
