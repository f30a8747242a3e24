using System.Text;
using ConvLog.AspNetCore.Http;
using ConvLog.AspNetCore.Review;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages.Share;

/// <summary>
/// A conversation, or one of its calls or entries, as text for an issue tracker. It is read without access to personal data, regardless of the visitor and of
/// what their page shows, because the text is pasted elsewhere.
/// </summary>
internal sealed class CopyPages(ConversationReader conversations, PageResponses answers) : IPageRoutes
{
    public IEnumerable<PageRoute> Routes => [new PageRoute("/copy") { Get = ShowAsync }];

    /// <summary>Responds with the text.</summary>
    public ValueTask<IResult> ShowAsync(HttpContext context)
    {
        string? id = context.Request.Query["id"] is [{ Length: > 0 } known] ? known : null;
        string? at = Selection.FromQuery(context.Request);
        bool isJson = context.Request.Query["as"] is ["json"];
        return answers.ReadAsync(context, async (page, reader) =>
        {
            var redacted = reader with { CanReadPii = false, AsksForPii = false };
            var view = id is null ? null : await conversations.GetAsync(redacted, id, cancellationToken: context.RequestAborted).ConfigureAwait(false);
            var selected = view is null ? null : Selection.Find(view, at);
            if (view is null || (at is not null && selected is null))
            {
                return PageResponses.Fail(page, Failure.NoConversation);
            }

            string text = isJson ? CopiedJson.Of(view, selected)
                : CopiedMarkdown.Of(view, selected, Address(context, page, view.Summary.ConversationId, at, selected));
            string contentType = isJson ? "application/json; charset=utf-8" : "text/plain; charset=utf-8";
            return new BodyResult(StatusCodes.Status200OK, contentType, Encoding.UTF8.GetBytes(text));
        });
    }

    private static string Address(HttpContext context, ConsolePage page, string id, string? at, Selection? selected)
        => $"{context.Request.Scheme}://{context.Request.Host.ToUriComponent()}{page.Paths.Conversation(id, at is null ? "" : Selection.Query("", at))}"
            + (selected is null ? "" : Anchor.Href(selected.Anchor));
}
