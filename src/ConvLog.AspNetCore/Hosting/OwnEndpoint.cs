namespace ConvLog.AspNetCore.Hosting;

/// <summary>Marks the endpoints of the API and the console: who reads conversations has none.</summary>
internal sealed class OwnEndpoint;
