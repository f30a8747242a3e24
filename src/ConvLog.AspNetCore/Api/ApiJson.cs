namespace ConvLog.AspNetCore.Api;

/// <summary>JSON as the API answers it.</summary>
internal static class ApiJson
{
    public const string ContentType = "application/json; charset=utf-8";
}
