namespace ConvLog.AspNetCore.Api;

/// <summary>The JSON format of the API.</summary>
internal static class ApiJson
{
    public const string ContentType = "application/json; charset=utf-8";
}
