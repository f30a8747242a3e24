using ConvLog.AspNetCore.Text;
using ConvLog.Storage;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Privacy;

/// <summary>The question before a retention run.</summary>
public partial class RunQuestionPage
{
    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal RunConfirmation Question { get; set; } = null!;

    private RetentionSettings Retention => Question.Retention;

    private RetentionPreview Preview => Question.Preview;

    private bool IsOverGuard => Preview.Share > Retention.Options.MostShare;

    private string Agreement
        => $"Delete {ShownNumber.Count(Preview.Conversations)} of {ShownNumber.Count(Preview.TotalConversations, "conversation", "conversations")} "
            + $"and redact {ShownNumber.Count(Preview.PersonalData)} more";
}
