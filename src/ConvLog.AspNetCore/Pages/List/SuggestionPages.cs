using System.Text.Json;
using ConvLog.AspNetCore.Http;
using ConvLog.AspNetCore.Pages.Views;
using ConvLog.AspNetCore.Text;
using ConvLog.Privacy;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ConvLog.AspNetCore.Pages.List;

/// <summary>The filters that a word typed into the search box can mean, each with the number of conversations that the list would have with it.</summary>
internal sealed class SuggestionPages(ConversationReader conversations, PageResponses answers) : IPageRoutes
{
    /// <summary>The parameter with the word at the caret; <see cref="ShortAddress.Box"/> has the rest of the box.</summary>
    public const string Typed = "typed";

    // As long as the box.
    private const int Longest = 400;

    public IEnumerable<PageRoute> Routes => [new PageRoute("/suggestions") { Get = SuggestAsync }];

    /// <summary>The suggestions for the fields of the list's form, which its script requests during typing: texts, descriptions and counts.</summary>
    public ValueTask<IResult> SuggestAsync(HttpContext context) => answers.ReadAsync(context, async (page, reader) =>
    {
        var form = context.Request.Query.ToDictionary(StringComparer.Ordinal);
        form.Remove(Typed, out var typed);
        List<SearchBoxSuggestion> found = [];
        if (typed is [{ Length: > 0 and <= Longest } word])
        {
            foreach (var reading in TypedReadings.Of(word))
            {
                if (RequestOf(context, page, reader, form, reading.Text) is { } request)
                {
                    var counted = reading with { Conversations = await CountAsync(reader, request.Query, context.RequestAborted).ConfigureAwait(false) };
                    found.AddRange(IsFinished(counted) ? [counted] : []);
                }
            }

            if (found.Count > 0 && TypedReadings.AsText(word) is { } text)
            {
                found.Add(text);
            }
        }

        return new JsonResult(StatusCodes.Status200OK, "application/json", json => Write(json, found));
    });

    // The list with a typed filter; null if the filter is unreadable, such as an unfinished one. Replaces the request's query.
    private static ListRequest? RequestOf(HttpContext context, ConsolePage page, Reader reader, Dictionary<string, StringValues> form, string filter)
    {
        context.Request.Query = new QueryCollection(new Dictionary<string, StringValues>(form, StringComparer.Ordinal)
        {
            [ShortAddress.Box] = StringValues.Concat(form.GetValueOrDefault(ShortAddress.Box), filter),
        });
        string address = ShortAddress.Of(context.Request, page)!;
        var request = ViewCounts.RequestOf(context, page, reader, address[address.IndexOf('?', StringComparison.Ordinal)..]);
        return SearchBoxQuery.Read(filter, page.Zone, page.Now).Filters.Any(set => request.Unread.ContainsKey(set.Name)) ? null : request;
    }

    // A name without conversations may be the beginning of another one.
    private static bool IsFinished(SearchBoxSuggestion counted)
        => counted.Conversations != 0 || SearchBoxQuery.FilterIn(counted.Text) is { Range: not null } or { Value: not null };

    // As the list counts itself. A text would have to be searched for.
    private async ValueTask<int?> CountAsync(Reader reader, ConversationQuery list, CancellationToken cancellationToken)
    {
        if (list.Text is not null)
        {
            return null;
        }

        var query = list with { Limit = ConversationListing.PageSize, CountTotal = true, MostCounted = ConversationListing.MostCounted };
        var part = await conversations.ListAsync(reader, query, cursor: null, cancellationToken).ConfigureAwait(false);
        return part.Total ?? (part.Next is null ? part.Conversations.Count : null);
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<SearchBoxSuggestion> suggestions)
    {
        json.WriteStartArray();
        foreach (var suggestion in suggestions)
        {
            json.WriteStartObject();
            json.WriteString("text"u8, suggestion.Text);
            json.WriteString("help"u8, suggestion.Help);
            json.WriteString("count"u8, suggestion.Conversations is { } count ? ShownNumber.Count(count) : "");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
