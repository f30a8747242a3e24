using ConvLog.AspNetCore.Access;
using ConvLog.AspNetCore.Http;
using ConvLog.AspNetCore.Pages.Calls;
using ConvLog.AspNetCore.Pages.List;
using ConvLog.AspNetCore.Pages.Team;
using ConvLog.AspNetCore.Pages.Views;
using ConvLog.AspNetCore.Review;
using ConvLog.Privacy;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages;

/// <summary>The pages that show conversations.</summary>
internal sealed class ConversationPages(
    ConversationReader conversations, ConversationTeam team, ConversationErasure erasure, SavedViews views, AssigneeSuggestions colleagues, UsualCalls usual,
    ResultTickets results, PageResponses answers, ReadLimits limits, UnloggedActivity? unlogged = null)
    : IPageRoutes
{
    public IEnumerable<PageRoute> Routes =>
    [
        PageRoute.Readable("/", ListAsync),
        PageRoute.Readable("/conversations", ReviewByQueryAsync),
        PageRoute.Readable("/conversations/{conversationId}", ReviewAsync),
    ];

    /// <summary>
    /// The list, newest first, with the result of an action if the address has its ticket. A form of the list is redirected to its short address, an address
    /// without a query to the default view.
    /// </summary>
    public ValueTask<IResult> ListAsync(HttpContext context)
    {
        string? ticket = TicketAddress.Take(context.Request, TicketAddress.Result);
        return answers.ReadAsync(context, (page, reader)
            => !page.CanReadPii && !HttpMethods.IsPost(context.Request.Method) && ShortAddress.Of(context.Request, page) is { } address
                ? new(new SeeOtherResult(address))
                : ShowListAsync(context, page, reader,
                    results.Find(context, page.Visitor, page.Paths.Home, ticket, FormResultJson.Default.SelectedRowsResult)));
    }

    private async ValueTask<IResult> ShowListAsync(HttpContext context, ConsolePage page, Reader reader, SelectedRowsResult? result)
    {
        var saved = await views.ReadAsync(page.Visitor, context.RequestAborted).ConfigureAwait(false);
        if (saved.Default is { } first && result is null && !page.CanReadPii && !context.Request.QueryString.HasValue
            && !HttpMethods.IsPost(context.Request.Method))
        {
            return new SeeOtherResult(first.Address(page.Paths));
        }

        var request = ListRequest.Read(context, page, reader);
        if (request.Query.Text is not null && limits.CountSearch(page.Visitor) is { } seconds)
        {
            return PageResponses.RefuseSearch(context, page, seconds);
        }

        var (listing, only) = await conversations.ReadSnapshotAsync(
            reader, request.Query, lists => ListingReading.ReadAsync(lists, page, request, context.RequestAborted), context.RequestAborted)
            .ConfigureAwait(false);
        if (only is not null)
        {
            return new SeeOtherResult(only);
        }

        return PageResponses.Show<ConversationsPage, ConversationListing>(page, listing with
        {
            Result = result,

            // The counts are of the whole host, so they are shown only to readers with access to everything.
            Unlogged = reader.Scope.IsAll && unlogged is not null ? unlogged.Counts : new UnloggedCounts(),
            Views = saved,
        });
    }

    /// <summary>The review page of one conversation, by its id in the path.</summary>
    public ValueTask<IResult> ReviewAsync(HttpContext context) => ReviewAsync(context, RouteText.Read(context, "conversationId", fromEnd: 1));

    /// <summary>The review page of a conversation whose ID cannot be in a path.</summary>
    public ValueTask<IResult> ReviewByQueryAsync(HttpContext context)
        => context.Request.Query["id"] is [{ Length: > 0 } id] ? ReviewAsync(context, id) : answers.NoPage(context);

    /// <summary>The review page with an invalid form and its error. It reveals no personal data, because it is not at its own address.</summary>
    public ValueTask<IResult> ShowInvalidFormAsync(HttpContext context, ConsolePage page, Reader reader, string id, ListRequest list, int part,
        TeamForm invalid)
    {
        var again = page with { Address = page.Paths.Conversation(id, ReviewPart.Query(list.Address.LinkQuery, part)), Disclosure = Disclosure.None };
        return ShowAsync(context, again, reader, id, list, part, hit: null, at: null, marked: null, invalid);
    }

    private ValueTask<IResult> ReviewAsync(HttpContext context, string id)
    {
        int part = ReviewPart.FromQuery(context.Request);
        string? hit = SearchTarget.FromQuery(context.Request);
        string? at = Selection.FromQuery(context.Request);
        string? marked = MarkedRead.FromQuery(context.Request);
        return answers.ReadAsync(context, (page, reader)
            => ShowAsync(context, page, reader, id, ListRequest.Read(context, page, reader), part, hit, at, marked, invalid: null));
    }

    private async ValueTask<IResult> ShowAsync(HttpContext context, ConsolePage page, Reader reader, string id, ListRequest list, int part, string? hit,
        string? at, string? marked, TeamForm? invalid)
    {
        var view = await conversations.GetAsync(reader, id, cancellationToken: context.RequestAborted).ConfigureAwait(false);
        if (view is null)
        {
            return await MissingAsync(page, id, context.RequestAborted).ConfigureAwait(false);
        }

        if (view.Summary.IsErasurePending)
        {
            // An erasure is pending: personal data cannot be revealed, and annotations are not accepted.
            var visitor = page.Visitor with { Permissions = page.Visitor.Permissions & ~ConvLogPermissions.Annotate };
            page = page with { Disclosure = Disclosure.None, Visitor = visitor };
        }

        // With the access of the list: personal data that is revealed here does not change the list.
        var neighbours = await conversations.FindNeighboursAsync(page.Visitor.PageReader ?? reader, list.Query, id, context.RequestAborted)
            .ConfigureAwait(false);
        var addressed = Selection.Find(view, at);
        var selected = ReviewedConversation.SelectedIn(view, addressed, Cause.Of(view))?.Call;
        var review = new ReviewedConversation(view, part, SearchTarget.Find(view, hit), addressed)
        {
            Usual = selected is null ? null : await usual.FindAsync(reader, selected.Name, context.RequestAborted).ConfigureAwait(false),
            Paths = page.Paths,
            List = list.Address,
            Searched = list.Query.Text,
            Neighbours = neighbours,
            MarkedRead = marked,
            Queue = QueuePosition.Of(list.Address[ListAddress.Queue]),
            Filters = [.. SetFilter.Of(list.Address, list.Query, static _ => true).Where(filter => IsEffective(filter.Name, list))],
            SavedView = list.Address[ListAddress.View] is null
                ? null : (await views.ReadAsync(page.Visitor, context.RequestAborted).ConfigureAwait(false)).Of(list.Address),
            InvalidForm = invalid,
            LongestText = team.LongestText,
            Reasons = team.Reasons,
            SuggestedAssignees = page.CanAnnotate ? await colleagues.NamesAsync(reader, context.RequestAborted).ConfigureAwait(false) : [],
            ScoreNames = [.. team.ScoreDefinitions.Select(static definition => definition.Name)],
        };
        return PageResponses.Show<ReviewPage, ReviewedConversation>(page, review, invalid is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    // A period of all time excludes nothing, and an unreadable filter is not applied.
    private static bool IsEffective(string filter, ListRequest list)
        => !list.Unread.ContainsKey(filter) && !(filter is ListAddress.Period && list.Address[filter] is ListRequest.AllTime);

    // Readers without the permission cannot distinguish an erased conversation from one that never existed.
    private async ValueTask<IResult> MissingAsync(ConsolePage page, string id, CancellationToken cancellationToken)
        => page.CanManage && page.Has(StoreCapabilities.Receipts) && await erasure.FindReceiptAsync(id, cancellationToken).ConfigureAwait(false) is { } receipt
            ? PageResponses.Fail(page, Failure.Erased(page.Paths.Receipt(receipt.Id))) : PageResponses.Fail(page, Failure.NoConversation);
}
