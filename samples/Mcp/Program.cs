using ConvLog;
using ConvLog.Privacy;
using Mcp;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

// A Model Context Protocol server on standard input and output. With --data FILE it reads that SQLite store, otherwise three conversations in memory.
var builder = Host.CreateApplicationBuilder(args);
string? file = builder.Configuration["data"];
builder.Logging.AddConsole(static options => options.LogToStandardErrorThreshold = LogLevel.Trace); // Standard output belongs to the protocol.
builder.Services.AddConvLog(options =>
{
    if (file is not null)
    {
        options.UseSqlite(file, static sqlite => sqlite.ReadOnly = true);
    }
});
builder.Services.AddMcpServer().WithStdioServerTransport().WithConvLog(new Reader("coding agent", canReadPii: false));

var host = builder.Build();
if (file is null)
{
    await Demo.PlayAsync(host.Services.GetRequiredService<IConversationFactory>());
}

await host.RunAsync();
