namespace ConvLog.AspNetCore.Hosting;

/// <summary>Marks the endpoints of the API and the console. Their requests belong to no conversation.</summary>
internal sealed class OwnEndpoint;
