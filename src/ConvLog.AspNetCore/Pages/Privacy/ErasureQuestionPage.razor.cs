using ConvLog.Storage;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Privacy;

/// <summary>The question before an erasure.</summary>
public partial class ErasureQuestionPage
{
    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal ErasureConfirmation Question { get; set; } = null!;

    private ErasureForm Form => Question.Form;

    // Surrounding spaces and capital letters are accepted.
    private static string Pattern
        => @"\s*" + string.Concat(ErasureConfirmation.Word.Select(static letter => $"[{letter}{char.ToUpperInvariant(letter)}]")) + @"\s*";

    private bool IsUser => Form.Subject == ErasureSubject.User;

    // The page from which the form was sent, if known.
    private string Back => Question.Form switch
    {
        { Pseudonym: { } pseudonym } => Page.Paths.User(pseudonym),
        { Subject: ErasureSubject.Conversation } when Question.Total > 0 => Page.Paths.Conversation(Form.Id),
        _ => Page.Paths.Privacy,
    };
}
