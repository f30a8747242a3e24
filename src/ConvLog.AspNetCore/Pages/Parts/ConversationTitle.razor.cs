using ConvLog.Records;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>The title of a conversation, or a note that it has none.</summary>
public partial class ConversationTitle
{
    private ConversationSummaryView Conversation { get; init; } = null!;

    internal static RenderFragment Of(ConversationSummaryView conversation)
        => new ConversationTitle { Conversation = conversation }.BuildRenderTree;
}
