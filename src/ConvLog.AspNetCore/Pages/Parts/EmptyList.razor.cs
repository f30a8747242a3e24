using ConvLog.AspNetCore.Pages.List;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>The text for an empty list, and what to do.</summary>
public partial class EmptyList
{
    private const string Code = """
        app.MapGet("/book", async (IConversationFactory conversations) =>
        {
            await using var conv = conversations.Open(new ConversationInfo("c-1"));
            using var turn = conv.BeginTurn("Book a table for two");
            conv.RunFunction("save_guest", () =>
            {
                var email = LogField.Pii("email", "ada@example.com", shown: "a***@example.com");
                conv.Log.Info("Guest email captured", email, ("guests", 2));
            });
            turn.Complete("Done.");
        });
        """;

    [CascadingParameter]
    internal ConversationListing Listing { get; set; } = null!;
}
