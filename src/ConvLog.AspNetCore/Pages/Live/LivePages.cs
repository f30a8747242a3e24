using ConvLog.AspNetCore.Api;
using ConvLog.AspNetCore.Api.Groups;
using ConvLog.AspNetCore.Http;
using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages.Live;

/// <summary>The live page. The server renders its frame and the running conversations; the script adds new entries.</summary>
internal sealed class LivePages(ConversationReader conversations, PageResponses answers) : IPageRoutes
{
    public IEnumerable<PageRoute> Routes => [new PageRoute("/live") { Get = ShowAsync, Requires = StoreCapabilities.Arrivals }];

    // Conversations count as finished after half an hour without activity by default.
    private static readonly TimeSpan s_recent = TimeSpan.FromHours(1);

    private static readonly ApiParameter[] s_filters =
        [ConversationFilters.Agent, ConversationFilters.Environment, ConversationFilters.Channel, LiveRoutes.Function, LiveRoutes.Level];

    public ValueTask<IResult> ShowAsync(HttpContext context) => answers.ReadAsync(context, async (page, reader) =>
    {
        var given = RequestQuery.ReadKnown(context.Request, static name => s_filters.Any(filter => string.Equals(filter.Name, name, StringComparison.Ordinal)));
        var call = new ApiCall(context, page.Visitor, reader);
        _ = (LiveRoutes.Function.Read(call), LiveRoutes.Level.Read(call)); // Invalid parameters are rejected here, as they would be by the stream.
        var query = ConversationFilters.ReadCommon(call) with { From = page.Now - s_recent, Sort = ConversationSort.Updated, Limit = 100 };
        var running = await RunningAsync(reader, query, context.RequestAborted).ConfigureAwait(false);
        var agents = await conversations.ListAgentsAsync(reader, context.RequestAborted).ConfigureAwait(false);

        // Personal data cannot be revealed: entries that arrive by the stream are redacted.
        return PageResponses.Show<LivePage, LiveTail>(page with { Disclosure = Disclosure.None }, new LiveTail(given, running, agents));
    });

    private async ValueTask<IReadOnlyList<ConversationSummaryView>> RunningAsync(Reader reader, ConversationQuery query, CancellationToken cancellationToken)
    {
        var recent = await conversations.ListAsync(reader, query, cancellationToken: cancellationToken).ConfigureAwait(false);
        return [.. recent.Conversations.Where(static conversation => conversation.InProgress).Take(LiveTail.MostRunning)];
    }
}
