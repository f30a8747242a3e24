using BlazorChat;
using ConvLog.AspNetCore;

string key = ApiKeys.Generate();
Console.WriteLine($"The key of the console: {key}");
await ChatApp.Build(WebApplication.CreateBuilder(args), new ScriptedModel(), key).RunAsync();
