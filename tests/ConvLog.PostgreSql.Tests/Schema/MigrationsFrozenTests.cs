using System.Security.Cryptography;
using System.Text;
using ConvLog.PostgreSql.Schema;

namespace ConvLog.PostgreSql.Tests.Schema;

/// <summary>A script that was on main has made schemas, and is never edited again: the next change is a script of its own.</summary>
public class MigrationsFrozenTests
{
    private static readonly SortedDictionary<string, string> s_landed = new(StringComparer.Ordinal)
    {
        ["Data.0001-conversations.sql"] = "FBA12F5CEC6BC0167D73B8C2D22CC3078ED0BB2F1099CC7DD5F10E959FA69F11",
        ["Data.0002-one-shape.sql"] = "4F099F09A49457AD101935DD994F539F63A0C267E62695DD6AFE9E03F50A37A6",
        ["Data.0003-access-chain-and-visible-errors.sql"] = "80CEDE6D7F0B161AE7ED541B52B18BC54D868E1478BCFC765DC402F68F64135D",
        ["Data.0004-problems-and-interruptions.sql"] = "51C93336CA29D63B2B98FCAC608AB2089E27C486C7AFB75A4A165259D9CC0A57",
        ["Data.0005-more-filters.sql"] = "540E1F336535CFF7D5860483823AF1E2084CD9183960E5143C553D97D296243E",
        ["Data.0006-model-calls.sql"] = "2A4AFCA8087845EBA7CB5A13A0CDA56FFFD25AFEA8AE0B1159688135362FA43A",
        ["Data.0007-scores.sql"] = "0359DF0CB1D00E209B707138405115124A963143B74BE88FBC414E45D364553E",
        ["Data.0008-one-row-per-model-call.sql"] = "5110249C3BA8BB0A46F109A3C5181021F1D40756A13F42FED4B5D76BF5ACAE98",
        ["Data.0009-attributes.sql"] = "167F699E14653137F00E48138E0F18DB5A4EE300337837F00D17926EF0C6B641",
        ["Data.0010-team-documents.sql"] = "E752C8DFB88107458CDC024320A7EE15FD9BC017CB3F92F89E8DDA313D50F0F2",
        ["Data.0011-counted-days.sql"] = "92C35F8A01B14A5B25FAA02EED7AB839C2239A64830CD22793B50B296233D250",
        ["Data.earlier-0004.sql"] = "75C5951F36E19BFD69CB2638838E372936D3E73DABCFAF142D5BEDF06620FC74",
        ["Data.earlier-0005.sql"] = "A64A6BC3FECAC5F8C41C3288B32E49DE16DF1B0523C87CF253E92A66B3670700",
        ["Data.partition-0002.sql"] = "C6DC1CC63C2F2DCA105A11522B1855B51AF629370C6DCB108481F1CA9ECDD205",
        ["Data.partition-0003.sql"] = "D0F515FB9778D6CD1CAC226BF004F730B9E365F1CF8A8955A6FE80326E8D16CB",
        ["Data.partition-0004.sql"] = "A39992CB037C028A4929F429EB82B4535BCD12F7F0F68C3D84DE820E9B192A8D",
        ["Data.partition-0005.sql"] = "59192FB73B0AC2D469687B83706FCCD87947D8F55DA1541318CC098134751549",
        ["Data.partition-0006.sql"] = "B4CDC3474C2DAEA080B4774A9AB4D36C771C15FFA5D82141228A6B974265C514",
        ["Data.partition-0007.sql"] = "E3EFF04C5544795F7A68EF9CF0397FC925ABD73E4FABB97EB1216B29D019A34F",
        ["Data.partition-0008.sql"] = "A9FDF7C639EC1489122D3017642FAE5650776BA86B16F93F9D2B58B8CBE0DA2B",
        ["Data.partition.sql"] = "13D3230F2D7FC2CB3C51EB5AC08B0B30E4FB2F4CDD26E33839D587522EF0C163",
        ["Keys.0001-keys.sql"] = "84E1920BF1E5D9F0AE53A3B6F57A641431C6F9DC695430E6CF8A748FA79B45C3",
        ["Keys.0002-users-of-erased-conversations.sql"] = "C7D0C851BFFD1C18D3F92519E67BB087BCAFA802C62BBAF15D84EE0651E64713",
    };

    [Fact]
    public void Scripts_that_landed_are_as_they_were()
    {
        var scripts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (string name in typeof(Migrations).Assembly.GetManifestResourceNames().Where(static name => name.EndsWith(".sql", StringComparison.Ordinal)))
        {
            scripts[name] = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Migrations.Text(name).ReplaceLineEndings("\n"))));
        }

        scripts.Should().Equal(
            s_landed,
            "schemas were made with the scripts that landed. Undo the change, write the next numbered script (CONTRIBUTING.md, \"Changing a schema\"), and "
                + "record the hash of a new one here");
    }
}
