namespace ConvLog.AspNetCore.Hosting;

/// <summary>Marks the endpoints of the API and the console: their requests have no conversation of their own.</summary>
internal sealed class OwnEndpoint;
