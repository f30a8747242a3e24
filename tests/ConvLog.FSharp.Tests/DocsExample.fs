/// The program of docs/dotnet.md. DocsTests says so.
module ConvLog.FSharp.Tests.DocsExample

open ConvLog

type Guest = { Name: string; Vip: bool }

let bookTable (conv: Conversation) (guest: Guest) (email: string) =
    conv.RunFunction("book_table", fun () ->
        async {
            conv.Log.Info("Table booked", "attempt" => 2, "is_vip" => guest.Vip, LogField.Pii("guest", guest), LogField.Pii("email", email, shown = "a***"))
            return "20:00"
        })
