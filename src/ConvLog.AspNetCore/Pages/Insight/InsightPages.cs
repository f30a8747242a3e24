using ConvLog.AspNetCore.Pages.Parts;
using ConvLog.Privacy;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages.Insight;

/// <summary>The pages of statistics. They show no personal data.</summary>
internal sealed class InsightPages(ConversationReader conversations, PageResponses answers) : IPageRoutes
{
    // The number of turns in which a change of 30 % can be found.
    private const int FewestTurns = 200;

    private const int MostLooks = 3;

    // Enough for the frequent messages of a function.
    private const int MostEntries = 500;

    public IEnumerable<PageRoute> Routes =>
    [
        PageRoute.Readable("/insight", ShowAsync, StoreCapabilities.Statistics),
        PageRoute.Readable("/insight/scores", ShowScoresAsync, StoreCapabilities.Statistics),
    ];

    public ValueTask<IResult> ShowAsync(HttpContext context) => answers.ReadAsync(context, async (page, reader) =>
    {
        var stop = context.RequestAborted;
        var (request, statistics) = await ChosenAsync(InsightRequest.Read(context, page, reader), page, reader, stop).ConfigureAwait(false);

        var before = ConcurrentReads.Begin(() => conversations.GetStatisticsAsync(reader, request.Before, stop));
        var errors = ConcurrentReads.Begin(() => conversations.GetErrorMessagesAsync(reader, request.Query, InsightChanges.MostMessages, stop));
        var problems = ProblemsAsync();
        var changes = ChangesAsync();
        var agents = ConcurrentReads.Begin(() => conversations.ListAgentsAsync(reader, stop));
        var looks = LooksAsync();
        await Task.WhenAll(statistics, before, errors, problems, changes, agents, looks).ConfigureAwait(false);
        return PageResponses.Show<InsightPage, InsightReport>(page, new InsightReport(request,
            await statistics.ConfigureAwait(false), (await before.ConfigureAwait(false)).Total, await errors.ConfigureAwait(false),
            await problems.ConfigureAwait(false), await changes.ConfigureAwait(false), await agents.ConfigureAwait(false))
        {
            Looks = await looks.ConfigureAwait(false),
        });

        async Task<InsightChanges> ChangesAsync() => (await before.ConfigureAwait(false)) is { Total.Messages: 0, Functions.Count: 0 }
            ? InsightChanges.None
            : await InsightChanges.ReadAsync(conversations, reader, request.Times, errors, stop).ConfigureAwait(false);

        async Task<IReadOnlyList<CallDetails>> LooksAsync()
            => await LookAsync(request, await changes.ConfigureAwait(false), reader, stop).ConfigureAwait(false);

        async Task<ProblemStatistics> ProblemsAsync() => await conversations.GetProblemStatisticsAsync(
            reader, request.Query, await statistics.ConfigureAwait(false), stop).ConfigureAwait(false);
    });

    // Without a period in the address, the shortest with enough turns.
    private async ValueTask<(InsightRequest Request, Task<ConversationStatistics> Statistics)> ChosenAsync(
        InsightRequest request, ConsolePage page, Reader reader, CancellationToken cancellationToken)
    {
        Task<ConversationStatistics>? ofDefault = null;
        foreach (var period in request.IsChosen ? [] : Period.All)
        {
            var during = request.During(period, page.Now);
            var counted = CountAsync(during);
            if ((await counted.ConfigureAwait(false)).Total.Messages >= FewestTurns)
            {
                return (during, counted);
            }

            ofDefault = period == request.Period ? counted : ofDefault;
        }

        return (request, ofDefault ?? CountAsync(request));

        Task<ConversationStatistics> CountAsync(InsightRequest counted)
            => ConcurrentReads.Begin(() => conversations.GetStatisticsAsync(reader, counted.Query with { CountModels = true }, cancellationToken));
    }

    // The functions that got worse most, each with the moment of its change.
    private async ValueTask<IReadOnlyList<CallDetails>> LookAsync(
        InsightRequest request, InsightChanges changes, Reader reader, CancellationToken cancellationToken)
    {
        var names = changes.Worse.Where(static change => change.Kind != ChangeKind.Message).Select(static change => change.Name)
            .Distinct(StringComparer.Ordinal).Take(MostLooks);
        var looks = names.Select(name => ConcurrentReads.Begin(() => conversations.GetCallDetailsAsync(
            reader, new CallQuery { Period = request.Both.Query, Name = name, MostEntries = MostEntries }, cancellationToken)));
        return await Task.WhenAll(looks).ConfigureAwait(false);
    }

    public ValueTask<IResult> ShowScoresAsync(HttpContext context) => answers.ReadAsync(context, async (page, reader) =>
    {
        var request = ScoresRequest.Read(context, page, reader);
        var query = request.Insight.Query with { CountTurns = false, CountScores = true };
        var statistics = await conversations.GetStatisticsAsync(reader, query, context.RequestAborted).ConfigureAwait(false);
        var agents = await conversations.ListAgentsAsync(reader, context.RequestAborted).ConfigureAwait(false);
        return PageResponses.Show<ScoresPage, ScoresReport>(page, new ScoresReport(request, statistics, agents));
    });
}
