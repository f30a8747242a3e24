using ConvLog.AspNetCore.Http;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages.Privacy;

/// <summary>A legal hold that a visitor wants placed.</summary>
/// <param name="ConversationId">The conversation.</param>
/// <param name="Reason">Why; empty where not told.</param>
/// <param name="Problem">What is wrong with it; null where nothing is.</param>
internal sealed record HoldForm(string ConversationId = "", string Reason = "", string? Problem = null)
{
    public static HoldForm Read(IFormCollection form)
    {
        string id = form.Text("conversation");
        string reason = form.Text("reason").Trim();
        return new HoldForm(id, reason, ErasureForm.ProblemOf(id, reason));
    }
}
