using static ConvLog.AspNetCore.ConvLogPermissions;

namespace ConvLog.AspNetCore.Tests.Access.Matrix;

/// <summary>Every route for users of a host with each kind of sign-in, while their permissions change and after the sign-in has ended.</summary>
public sealed class SignInMatrixTests
{
    public static TheoryData<SignInKind, bool> Hosts
    {
        get
        {
            var hosts = new TheoryData<SignInKind, bool>();
            foreach (var kind in Enum.GetValues<SignInKind>())
            {
                hosts.Add(kind, true);
                if (CiRun.IsOn)
                {
                    hosts.Add(kind, false);
                }
            }

            return hosts;
        }
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task Permissions_always_follow_the_directory(SignInKind kind, bool isRequired)
    {
        await using var host = await SignInHost.StartAsync(kind, isRequired);
        var sent = await host.SignInAsync("ada", "read");
        await ShouldAnswerAsync(host, sent, "with the right to read", static row => Permitted(row, Read));

        host.Change("ada", "read", "pii", "annotate", "manage");
        await ShouldAnswerAsync(host, sent, "with all rights", static row => Permitted(row, All));

        host.Change("ada", "read", "annotate");
        await ShouldAnswerAsync(host, sent, "with some rights taken away", static row => Permitted(row, Read | Annotate));

        host.Remove("ada");
        await ShouldAnswerAsync(host, sent, "removed from the directory", static row => Permitted(row, None));

        sent = await host.SignOutAsync(await host.SignInAsync("ada", "read", "pii", "annotate", "manage"));
        await ShouldAnswerAsync(host, sent, "signed out", host.Refusal);

        sent = host.Expire(await host.SignInAsync("ada", "read", "pii", "annotate", "manage"));
        await ShouldAnswerAsync(host, sent, "after the sign-in has expired", host.Refusal);
    }

    private static int Permitted(RouteRow row, ConvLogPermissions permissions)
        => row.Kind == RouteKind.Open || (permissions.HasFlag(Read) && permissions.HasFlag(row.Needs)) ? row.Ok : 403;

    private static async Task ShouldAnswerAsync(SignInHost host, (string Name, string Value)[] sent, string state, Func<RouteRow, int> expected)
    {
        List<string> wrong = [];
        foreach (var row in Routes.All)
        {
            int status = expected(row);
            var asked = (row.IsOnce || row.IsAlone) && status == row.Ok ? await OnOwnConversationAsync(host.Site, row) : row;
            var answer = await MatrixSite.SendAsync(host.Site, asked, await RoutePaths.OfAsync(host.Site.Services, asked.Path), sent);
            if ((int)answer.Status != status)
            {
                wrong.Add($"{row}: {(int)answer.Status} instead of {status}");
            }
        }

        wrong.Should().BeEmpty(state);
    }

    // A permanent change needs a conversation that no other row refers to.
    private static async Task<RouteRow> OnOwnConversationAsync(Site site, RouteRow row)
    {
        string id = $"conv-{Guid.NewGuid():N}";
        var own = row with
        {
            Path = Renamed(row.Path),
            Body = row.Body is { } body ? Renamed(body) : null,
            Form = row.Form?.Select(field => (field.Name, Renamed(field.Value))).ToArray(),
        };
        await site.PlayAsync(new ConversationInfo(id) { AgentId = "bookings" });
        if (row.Path.Contains(MatrixSite.Held, StringComparison.Ordinal) || row.Form?.Any(static field => field.Value is MatrixSite.Held) is true)
        {
            await site.Erasure.PlaceHoldAsync(id, "test");
        }

        return own;

        string Renamed(string text) => text.Contains("{annotation}", StringComparison.Ordinal)
            ? text : text.Replace("conv-42", id, StringComparison.Ordinal).Replace(MatrixSite.Held, id, StringComparison.Ordinal);
    }
}
