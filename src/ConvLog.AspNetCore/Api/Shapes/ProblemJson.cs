using System.Text.Json.Serialization;

namespace ConvLog.AspNetCore.Api.Shapes;

/// <summary>Problem details (RFC 9457) of a rejected or failed request.</summary>
internal readonly struct ProblemJson(ApiProblemException problem, string errorId)
{
    public string Type => "about:blank";
    public string Title => problem.Title;
    public int Status => problem.Status;
    [ErrorMessage] public string Detail => problem.Message;
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Field => problem.Field;
    public string ErrorId => errorId;
}
