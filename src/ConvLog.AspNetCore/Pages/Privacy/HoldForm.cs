using ConvLog.AspNetCore.Http;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages.Privacy;

/// <summary>The form that places a legal hold.</summary>
/// <param name="ConversationId">The conversation.</param>
/// <param name="Reason">The reason; empty if none was given.</param>
/// <param name="Problem">The error; null if there is none.</param>
internal sealed record HoldForm(string ConversationId = "", string Reason = "", string? Problem = null)
{
    public static HoldForm Read(IFormCollection form)
    {
        string id = form.Text("conversation");
        string reason = form.Text("reason").Trim();
        return new HoldForm(id, reason, ErasureForm.ProblemOf(id, reason));
    }
}
